training-title = Неисправности учебного сервера
training-about = Как ведёт себя программа, когда связь рвётся, а сервер болеет: включите и попробуйте. Настоящий Cargo.Run и ваши данные ни при чём.
training-preset-bad-line = Плохая связь
training-preset-sick-server = Сервер болеет
training-all-off = Выключить всё
training-none-active = Всё исправно
training-active = { $count ->
    [one] Включена { $count } неисправность
    [few] Включены { $count } неисправности
   *[other] Включено { $count } неисправностей
}
training-speed = Скорость жизни
training-speed-about = Во сколько раз быстрее часов едут машины и работают коллеги. 0 — всё стоит.
training-fault-drop-before = Обрыв до сервера
training-fault-drop-before-about = Связь рвётся раньше, чем сервер увидел запрос. Ничего не сделано.
training-fault-drop-after = Потерян ответ
training-fault-drop-after-about = Сервер всё сделал, а ответ не дошёл. Программа не отправит второй раз, а спросит.
training-fault-late-create = Запоздалое создание
training-fault-late-create-about = Связь рвётся сразу, а заявка появляется на сервере секундой позже.
training-fault-error-500 = Ошибка сервера 500
training-fault-error-500-about = Сервер отвечает ошибкой и ничего не делает.
training-fault-html = Страница вместо ответа
training-fault-html-about = Так отвечают роутеры и страницы входа: код 200, а внутри веб-страница.
training-fault-429 = Слишком часто, со сроком
training-fault-429-about = Сервер просит подождать и говорит сколько.
training-fault-429-bare = Слишком часто, без срока
training-fault-429-bare-about = Сервер просит подождать, но не говорит сколько.
training-fault-401-mid = Отозванный вход
training-fault-401-mid-about = Вход, который только что действовал, больше не действует. Программа войдёт заново сама.
training-fault-truncate = Обрезанный ответ
training-fault-truncate-about = Сервер всё сделал, но ответ обрывается посередине.
training-fault-slow = Медленный ответ
training-fault-slow-about = Ответ идёт по несколько байт.
training-fault-lag = Отставание списков
training-fault-lag-about = Изменённое появляется в списках сервера не сразу.
training-fault-clock = Часы сервера неверны
training-fault-clock-about = Часы сервера спешат или отстают.
training-fault-restore = Сервер вернулся из копии
training-fault-restore-about = Сервер восстановили из вчерашней копии: свежих заявок на нём нет.
training-fault-unknown-fields = Незнакомые поля
training-fault-unknown-fields-about = В ответах есть поля, которых программа не знает. Они не должны теряться.
training-fault-other-dispatchers = Другие диспетчеры
training-fault-other-dispatchers-about = Те же заявки меняют другие люди: так возникают конфликты.
