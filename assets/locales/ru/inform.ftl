change-new = Новая заявка
change-new-record = Новая запись
change-deleted = Удалена
change-restored = Восстановлена
change-accepted = Водитель принял заявку
change-status = Статус
change-customer = Заказчик
change-organisation = Организация
change-responsible = Ответственный
change-payment-type = Вид оплаты
change-vat-type = Вид НДС
change-vat-on-top = НДС сверху
change-price = Цена
change-contract = Номер договора
change-payment-days = Срок оплаты, дней
change-payment-period = Дни оплаты
change-driver = Водитель
change-second-driver = Второй водитель
change-car = Машина
change-trailer = Прицеп
change-cargos = Груз
change-points = Точки маршрута
change-empty-run = Порожняя заявка
change-other = Другое поле
change-sales-manager = Менеджер по продажам
change-temperature = Температура
change-options = Опции заявки
change-properties = Поля организации
bid-temperature = от { $min } до { $max } °C
bid-temperature-min = не ниже { $min } °C
bid-temperature-max = не выше { $max } °C
change-yes = да
change-no = нет
change-empty = (пусто)
change-calendar-days = календарные
change-banking-days = банковские
change-tonnes = т

changes-title = Что изменилось в Cargo.Run
changes-count = { $n ->
    [one] { $n } изменение снаружи
    [few] { $n } изменения снаружи
   *[many] { $n } изменений снаружи
}
changes-see-all = Отметить всё просмотренным
changes-none-title = Нового нет
changes-none-hint = Здесь появится то, что изменят в Cargo.Run: поле, что было и что стало.
changes-card-title = ИЗМЕНЕНО В CARGO.RUN
changes-row-mark = изменена снаружи
changes-column-bid = Запись
changes-column-field = Поле
changes-column-before = Было
changes-column-after = Стало
changes-column-when = Когда
changes-dot = Изменено снаружи, ещё не просмотрено

notice-cancelled = { $count ->
    [1] Заявка { $names } отменена в Cargo.Run
    [one] { $count } заявка отменена в Cargo.Run: { $names }
    [few] { $count } заявки отменены в Cargo.Run: { $names }
   *[many] { $count } заявок отменены в Cargo.Run: { $names }
}
notice-refused = { $count ->
    [1] Cargo.Run не принял заявку { $names }
    [one] Cargo.Run не принял { $count } заявку: { $names }
    [few] Cargo.Run не принял { $count } заявки: { $names }
   *[many] Cargo.Run не принял { $count } заявок: { $names }
}
notice-conflict = { $count ->
    [1] Заявка { $names } изменена и здесь, и в Cargo.Run: нужно решение
    [one] { $count } заявка изменена с двух сторон, нужно решение: { $names }
    [few] { $count } заявки изменены с двух сторон, нужно решение: { $names }
   *[many] { $count } заявок изменены с двух сторон, нужно решение: { $names }
}
notice-late = { $count ->
    [1] Заявка { $names } опаздывает: на точку ещё не прибыли
    [one] Опаздывает { $count } заявка: { $names }
    [few] Опаздывают { $count } заявки: { $names }
   *[many] Опаздывают { $count } заявок: { $names }
}
notice-gps = { $count ->
    [1] Нет связи с трекером машины: заявка { $names }
    [one] Нет связи с трекером, { $count } заявка: { $names }
    [few] Нет связи с трекерами, { $count } заявки: { $names }
   *[many] Нет связи с трекерами, { $count } заявок: { $names }
}
notice-bid-number = № { $number }
notice-desktop-title = Cargo.Run Desk
notice-desktop-title-training = Cargo.Run Desk · учебный сервер
notice-desktop-trial = Так будут выглядеть уведомления
notice-desktop-works = Уведомление показано

pause-exchange = Приостановить обмен
resume-exchange = Возобновить обмен
pause-face = обмен приостановлен
pause-face-minutes = обмен приостановлен { $n } мин назад
pause-face-hours = обмен приостановлен { $n } ч назад
pause-reminder = { $hours ->
    [0] Обмен с Cargo.Run приостановлен. Изменения копятся здесь и не уходят.
    [one] Обмен с Cargo.Run приостановлен уже { $hours } час. Изменения копятся здесь и не уходят.
    [few] Обмен с Cargo.Run приостановлен уже { $hours } часа. Изменения копятся здесь и не уходят.
   *[many] Обмен с Cargo.Run приостановлен уже { $hours } часов. Изменения копятся здесь и не уходят.
}
sync-reads-bids-of = Чтение заявок: { $count } из { $total }
progress-name = Прочитано { $count } из { $total }

damaged-title = База на этой машине повреждена
damaged-backup = При следующем запуске она будет отложена в сторону. Можно сразу вернуться к последней проверенной копии.
damaged-no-backup = При следующем запуске она будет отложена в сторону, а заявки придут из Cargo.Run заново. Копий пока нет.
damaged-restore = Вернуть последнюю копию
damaged-restore-ask = Вернуть базу к последней копии?

alert-errors = { $count ->
    [one] { $count } ошибка обмена за { $minutes } мин
    [few] { $count } ошибки обмена за { $minutes } мин
   *[many] { $count } ошибок обмена за { $minutes } мин
}
alert-unsent = { $count ->
    [one] Не отправлено { $count } изменение, ждёт уже { $minutes } мин
    [few] Не отправлены { $count } изменения, самое старое ждёт { $minutes } мин
   *[many] Не отправлено { $count } изменений, самое старое ждёт { $minutes } мин
}
alert-conflicts = { $count ->
    [one] Не решён { $count } конфликт, открыт уже { $hours } ч
    [few] Не решены { $count } конфликта, самый старый открыт { $hours } ч
   *[many] Не решено { $count } конфликтов, самый старый открыт { $hours } ч
}
alert-sign-in = Cargo.Run не принимает вход: обмен стоит
letter-subject = Cargo.Run Desk: { $what }
letter-head = Программа Cargo.Run Desk сообщает об обмене с { $server } на { $when }:
letter-failed = Последние ошибки (время UTC):
letter-foot = Об одном и том же письмо приходит не чаще раза в час. Пороги задаются в настройках программы, раздел «Оповещения администратора».
letter-trial-subject = Cargo.Run Desk: пробное письмо
letter-trial-text = Это пробное письмо. Почта для оповещений настроена верно.
mail-sent = Сервер принял пробное письмо
mail-running = Письмо отправляется…
mail-bad-address = Адрес не подходит: { $text }
mail-not-private = Без шифрования письма уходят только на этот же компьютер. Выберите STARTTLS или TLS.
mail-unreachable = Почтовый сервер недоступен: { $text }
mail-timeout = Почтовый сервер не отвечает
mail-no-tls = Защищённое соединение не удалось: { $text }
mail-sign-in = Почтовый сервер не принял имя или пароль: { $text }
mail-refused = Почтовый сервер не принял письмо: { $text }
mail-nowhere = Укажите почтовый сервер и адрес получателя
mail-not-sent = Оповещение администратору не отправлено: { $text }

doctor-notices = Уведомления на рабочем столе работают
doctor-no-notices = Службы уведомлений нет, сообщения видны только в окне: { $text }
