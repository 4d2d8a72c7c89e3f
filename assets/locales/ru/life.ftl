life-refused-conflict = Сначала решите конфликт этой заявки
life-refused-deleted = Заявка удалена
life-refused-run-is-over = Рейс выполнен: машину, людей и даты уже не меняют. Верните заявку в черновик
life-refused-cancelled = Заявка отменена. Сначала верните её в черновик
life-refused-needs-car = Запущенная заявка не может остаться без машины. Верните её в черновик или назначьте другую машину
life-refused-needs-driver = Запущенная заявка не может остаться без водителя. Верните её в черновик или назначьте другого водителя
life-refused-there-needs-car = В Cargo.Run заявка не может остаться без машины. Назначьте другую машину
life-refused-there-needs-driver = В Cargo.Run заявка не может остаться без водителя. Назначьте другого водителя
life-refused-same-person = Водитель и второй водитель — один человек
life-refused-no-dates = В заявке нет дат, которые можно перенести
life-refused-all-passed = Машина уже была во всех точках
life-refused-before-reached = Точка оказалась бы раньше той, где машина уже была
life-refused-negative-price = Цена не бывает меньше нуля
life-refused-negative-term = Срок оплаты не бывает меньше нуля
life-crosses-car = Машина в эти даты занята заявкой { $bid }
life-crosses-driver = Водитель в эти даты занят заявкой { $bid }
life-crosses-trailer = Прицеп в эти даты занят заявкой { $bid }
life-changed-since = После этого заявку изменили ещё раз: возврат затёр бы новое
life-changed = { $count ->
    [one] { $what }: изменена { $count } заявка
    [few] { $what }: изменены { $count } заявки
   *[many] { $what }: изменено { $count } заявок
}
life-undone = { $count ->
    [one] Отменено: { $what }. Возвращена { $count } заявка
    [few] Отменено: { $what }. Возвращены { $count } заявки
   *[many] Отменено: { $what }. Возвращено { $count } заявок
}
life-redone = { $count ->
    [one] Повторено: { $what }. Изменена { $count } заявка
    [few] Повторено: { $what }. Изменены { $count } заявки
   *[many] Повторено: { $what }. Изменено { $count } заявок
}
life-nothing-changed = Менять нечего: всё уже так
life-nothing-to-undo = Отменять нечего
life-nothing-to-redo = Повторять нечего
life-step-form = Правка заявки
action-redo = Повторить
shell-action-redo = Повторить отменённое
life-later-car = Передать заявки другой машине
life-later-driver = Передать заявки другому водителю
life-later-trailer = Передать заявки другому прицепу
life-later-title = Передать эту и следующие заявки
life-later-whose = Чьи заявки
life-later-about = Перейдут эта заявка и все следующие черновики и ожидающие. Перед передачей вы увидите список.
life-later-to = Кому передать
life-restore-queued = Cargo.Run получит просьбу восстановить заявку
life-run-no-car = У заявки нет машины: неизвестно, кто едет порожним
life-run-nothing-before = У этой машины нет заявки перед этой: неизвестно, откуда она едет
life-run-same-place = Порожнего пробега нет: машина уже стоит там, где загрузка
life-run-is-empty = Это и есть порожняя заявка
life-number-unknown = Заявки № { $number } на этом компьютере нет
life-change-title = { $count ->
    [one] Изменить заявку
    [few] Изменить { $count } заявки
   *[many] Изменить { $count } заявок
}
life-what = Что изменить
life-what-car = Машина
life-what-driver = Водитель
life-what-second-driver = Второй водитель
life-what-trailer = Прицеп
life-what-shift = Сдвиг всех дат
life-what-load-at = Начало рейса
life-what-price = Цена
life-what-vat-type = НДС
life-what-payment-type = Вид оплаты
life-what-payment-term = Срок оплаты
life-what-organisation = Организация
life-what-responsible = Ответственный
life-with-pair = И водителя с прицепом, с которыми эта машина ехала в последний раз
life-clear = Оставить пустым
life-shift-hint = Например +2, -30м, 1д 4ч
life-term-hint = Дней
life-period = Как считать дни
life-show-preview = Показать, что изменится
life-running = Выполняется…
life-working-out = Считаем…
life-no-rows = Таких заявок нет
life-preview-sum = { $all ->
    [one] Изменится { $going } из { $all } заявки
   *[other] Изменится { $going } из { $all } заявок
}
life-do = { $count ->
    [one] Выполнить для { $count } заявки
   *[other] Выполнить для { $count } заявок
}
life-results-sum = Сделано: { $done }. Не получилось: { $refused }
life-close = Закрыть
life-same = Уже так
life-done = Сделано
life-row-done = Можно
life-row-warned = Можно, но обратите внимание
life-row-same = Менять нечего
life-row-refused = Нельзя
life-open-other = Открыть мешающую
life-open-number = Открыть заявку № { $number }
life-menu-change = Сменить машину, людей, даты, цену…
life-menu-later = Передать эту и следующие…
life-menu-empty-run = Порожняя заявка до погрузки
life-marked = Выбрано: { $count }
life-km = { $km } км
life-rate = { $rate } ₽/км
life-bar-change = Изменить…
life-bar-steps = Действия
life-bar-none = Снять выбор
life-complete-title = Завершить заявку вручную
life-complete-about = В Cargo.Run заявка станет выполненной. Время — местное, в каждой точке своё.
life-complete-reason = Причина
life-complete-mileage = Пробег, км
life-complete-odometer = По трекеру
life-complete-entered = Въезд
life-complete-left = Выезд
life-complete-do = Завершить
life-complete-unread = Пробег или время не удаётся прочитать
life-complete-no-reason = Напишите, почему заявку завершают вручную
life-complete-long-reason = Причина длиннее 1000 знаков: Cargo.Run её не примет
life-complete-no-mileage = Укажите пробег или возьмите его с трекера
life-complete-wrong-mileage = Пробег — от 0 до 50 000 км
life-complete-future = Точка { $n }: время ещё не наступило
life-complete-left-before = Точка { $n }: выезд раньше въезда
life-complete-out-of-order = Точка { $n }: раньше предыдущей
card-step-restore = Восстановить
card-step-complete = Завершить вручную…
card-step-clone = Создать копию
bin-as-new = Создать заново черновиком
errors-step-not-deleted = Заявка не удалена
errors-bid-not-restored = Заявка не восстановлена
errors-bid-not-restored-next = Она осталась в корзине. Можно попробовать ещё раз или создать её заново черновиком.
shell-action-restore-bid = Заявка: восстановить
shell-action-complete-bid = Заявка: завершить вручную
shell-action-clone-bid = Заявка: создать копию
shell-action-change-bids = Изменить выбранные заявки
shell-action-hand-over = Передать эту и следующие заявки
shell-action-mark-all = Выбрать все показанные
life-refused-point-passed = Машина уже была в этой точке: её время не меняют
life-refused-point-moved = Время этой точки изменили, пока вы набирали. Закройте поле (Esc) и посмотрите, что там теперь
life-what-point-at = Время точки
shell-action-edit-here = Изменить прямо в строке или карточке
in-place-menu = Изменить здесь
in-place-edit = Изменить здесь: { $what }
in-place-point = Время точки { $row }
in-place-save = Сохранить
in-place-save-anyway = Всё равно сохранить
in-place-cancel = Отмена
in-place-keys = Enter — сохранить, Tab — следующее поле, Esc — оставить как было
in-place-keys-pick = Печатайте или выберите из списка; сотрите, чтобы оставить пустым. Tab — следующее поле, Esc — оставить как было
in-place-time-hint = Например, 15.07 0900 или завтра 8
in-place-along = Остальные точки сдвинутся на столько же
in-place-pair = Вместе с машиной: { $names }
in-place-not-chosen = В справочнике такого нет: выберите из списка
in-place-unread-time = Не понимаю дату и время. Можно так: 15.07 0900, завтра 8, +2ч
in-place-no-time = Время точки нужно: введите его или нажмите Esc
in-place-wrong-price = Это не похоже на цену. Можно так: 120 000 или 120000,50
life-lacks = Cargo.Run не примет: { $name } — { $problem }
undo-title = Отменить последнее действие: { $what }
redo-title = Повторить отменённое: { $what }
undo-done = Отменено: { $what }
undo-redone = Повторено: { $what }
undo-already = Возвращать нечего, всё уже как было: { $what }
undo-cannot = Нельзя вернуть: { $what }. { $why }
undo-cannot-next = Нельзя вернуть: { $what }. { $why }. Следующее нажатие отменит: { $next }
redo-cannot = Нельзя повторить: { $what }. { $why }
undo-none = Ни для одной заявки обратного действия нет
undo-ask = Отменить: { $what }?
undo-ask-about = Cargo.Run это уже получил, поэтому отмена — новая просьба к нему.
undo-will-here = Ещё не ушла в Cargo.Run: вернётся только здесь
undo-will-revert = Вернётся в черновик
undo-will-start = Будет снова запущена
undo-will-cancel = Будет снова отменена
undo-will-delete = Будет удалена в Cargo.Run
undo-will-restore = Будет восстановлена в Cargo.Run
undo-no-on-the-wire = Ещё отправляется: дождитесь ответа Cargo.Run
undo-no-sent = Cargo.Run уже получил отправленное. Можно исправить заявку и отправить снова или удалить черновик
undo-no-completed = Ручное завершение в Cargo.Run обратно не берут. Заявку можно только вернуть в черновик
undo-no-cancelled = Отмену начатой заявки Cargo.Run обратно не берёт. Заявку можно только вернуть в черновик
undo-no-was-done = До возврата в черновик заявка была выполнена: снова выполненной её не сделать
undo-no-moved-on = После этого статус заявки изменился ещё раз
undo-no-draft = Заявка уже не черновик, а удаляют только черновики
undo-step-made = создание { $count } { $count ->
    [one] заявки
   *[many] заявок
}
undo-step-copies = создание { $count } { $count ->
    [one] копии
   *[many] копий
}
undo-step-series = серия из { $count } { $count ->
    [one] заявки
   *[many] заявок
}
undo-step-rows = вставка { $count } { $count ->
    [one] заявки
   *[many] заявок
} из таблицы
undo-step-sent = отправка { $count } { $count ->
    [one] заявки
   *[many] заявок
}
undo-step-started = запуск { $count } { $count ->
    [one] заявки
   *[many] заявок
}
undo-step-reverted = возврат { $count } { $count ->
    [one] заявки
   *[many] заявок
} в черновик
undo-step-cancelled = отмена { $count } { $count ->
    [one] заявки
   *[many] заявок
} в Cargo.Run
undo-step-completed = ручное завершение { $count } { $count ->
    [one] заявки
   *[many] заявок
}
undo-step-deleted = удаление { $count } { $count ->
    [one] заявки
   *[many] заявок
}
undo-step-restored = восстановление { $count } { $count ->
    [one] заявки
   *[many] заявок
}
undo-step-decision = решение конфликта
