# Редактор заявки.

editor-title-new = Новая заявка
editor-title-number = Заявка №{ $number }
editor-title-draft = Черновик заявки
editor-state-unsaved = не сохранено
editor-state-saved = сохранено
editor-state-failed = не сохранилось: { $reason }
editor-kept-unreadable = Недопечатанную форму восстановить не удалось: файл повреждён. Показана пустая.
editor-kept = Восстановлено то, что вы не успели сохранить.
editor-rejected = Cargo.Run отклонил заявку: { $reason }

editor-undo = Вернуть (Ctrl+Z)
editor-undo-point = Точка убрана.
editor-undo-cargo = Груз убран.
editor-undo-shift = Даты сдвинуты.

editor-save = Сохранить
editor-send = Сохранить и отправить
editor-close = Закрыть
editor-send-refused = { $count ->
    [one] Отправить пока нельзя: { $count } поле не готово
    [few] Отправить пока нельзя: { $count } поля не готовы
   *[many] Отправить пока нельзя: { $count } полей не готовы
}
editor-lacks = Чтобы отправить, не хватает:
editor-lacks-or-wrong = Чтобы отправить, исправьте:
editor-lacks-key = F8 — к следующему
editor-ready = Всё заполнено, можно отправлять
editor-ready-but-busy = Всё заполнено. С пересечением заявку можно отправить, но не запустить.

editor-section-terms = Условия
editor-section-transport = Транспорт
editor-section-cargo = Груз
editor-section-route = Маршрут

editor-customer = Заказчик
editor-organisation = Организация
editor-responsible = Ответственный
editor-payment-type = Тип оплаты
editor-vat-type = НДС
editor-vat-on-top = НДС сверху
editor-price = Цена
editor-contract = Номер договора
editor-payment-days = Срок, дней
editor-payment-period = Каких дней
editor-period-calendar = календарных
editor-period-banking = банковских
editor-car = Машина
editor-driver = Водитель
editor-trailer = Прицеп
editor-cargo-name = Наименование
editor-cargo-name-whole = Наименование груза
editor-cargo-type = Тип груза
editor-cargo-weight = Вес, т
editor-cargo-volume = Объём, м³
editor-add-cargo = Добавить груз
editor-remove-cargo = Убрать груз { $row }
editor-name-of-cargo = { $field }, груз { $row }

editor-point = Точка { $row }
editor-point-kind = Вид точки
editor-kind-start = Начало
editor-kind-load = Загрузка
editor-kind-unload = Выгрузка
editor-kind-custom = Произвольная
editor-kind-service = Обслуживание
editor-address = Адрес
editor-address-hint = город, улица, дом
editor-address-known = адрес заказчика
editor-address-approximate = ≈ примерно
editor-address-confirm = подтвердить адрес
editor-address-waiting = Ищу…
editor-address-nothing = Ничего не нашлось. Попробуйте начать с города.
editor-address-offline = Нет связи: предложены города из встроенного списка, адрес нужно будет подтвердить.
editor-address-failed = Поиск не удался: { $reason }
editor-address-dropped = Адрес изменён, координаты сняты.
editor-address-take-back = Вернуть прежний (Ctrl+Z)
editor-house = д. { $house }
editor-arrival = Приезд
editor-arrival-hint = 15.07 0900
editor-window = Не позже
editor-window-hint = +2ч
editor-comment = Комментарий водителю
editor-contact-name = Контакт
editor-contact-phone = Телефон
editor-more = Ещё
editor-more-tip = Контакт и комментарий водителю
editor-more-of-point = Ещё, точка { $row }
editor-add-point = Добавить точку
editor-remove-point = Убрать точку { $row }
editor-point-up = Точку { $row } выше
editor-point-down = Точку { $row } ниже
editor-name-of-point = { $field }, точка { $row }

editor-weekday = { $day ->
    [1] пн
    [2] вт
    [3] ср
    [4] чт
    [5] пт
    [6] сб
   *[7] вс
}
editor-time-no-zone = { $day }, { $time } — часовой пояс станет известен с адресом
editor-time-own = у вас { $time }
editor-time-until = не позже { $time }

editor-unread-choice = выберите
editor-unread-choice-about = Такой строки в списке нет. Наберите часть названия и выберите строку.
editor-unread-price = не понимаю
editor-unread-price-range = слишком много цифр
editor-unread-price-about = Сумма в рублях: 120000 или 120 000,50
editor-unread-days = не понимаю
editor-unread-days-about = Целое число дней
editor-unread-number = не число
editor-unread-number-about = Число: 20 или 20,5
editor-unread-time = не понимаю
editor-unread-time-about = День и время: 15.07 0900, завтра 8, +1д, +2ч, пн 9
editor-unknown = (не прочитано)
editor-nothing-found = Ничего не найдено

editor-proposed = предложено
editor-proposed-pair = Так было в прошлом рейсе этой машины
editor-proposed-usual = Обычно так у этой организации
editor-proposed-refuse = Убрать предложенное
editor-inn = ИНН { $inn }
editor-mark-suspended = приостановлен
editor-mark-inactive = { $kind ->
    [car] не активна
   *[other] не активен
}
editor-mark-deleted = { $kind ->
    [car] удалена
    [org] удалена
   *[other] удалён
}

editor-bid-number = №{ $number }
editor-busy = Пересечение: { $held }
editor-busy-bid = заявка { $number }
editor-busy-draft = черновик без номера
editor-busy-more = { $count ->
    [one] и ещё { $count } заявка
    [few] и ещё { $count } заявки
   *[many] и ещё { $count } заявок
}
editor-busy-open = Открыть
editor-busy-shift = Сдвинуть даты
editor-busy-shift-tip = Вся заявка начнётся через час после той, что мешает; промежутки между точками сохранятся
editor-busy-save = Сохранить черновик всё равно
editor-held-car = машина { $name }
editor-held-driver = водитель { $name }
editor-held-trailer = прицеп { $name }
editor-collision-theirs = { $count ->
    [one] Cargo.Run видит пересечение с заявкой { $numbers }, которого нет у нас
   *[other] Cargo.Run видит пересечения с заявками { $numbers }, которых нет у нас
}
editor-collision-ours = { $count ->
    [one] Cargo.Run не видит пересечения с заявкой { $numbers }, которое есть у нас
   *[other] Cargo.Run не видит пересечений с заявками { $numbers }, которые есть у нас
}
editor-collision-failed = Cargo.Run не ответил, пересекается ли заявка у него: { $reason }

editor-leave-title = Заявка не сохранена
editor-leave-about = Сохранённый черновик останется в списке заявок. Без сохранения всё, что введено, пропадёт.
editor-leave-save = Сохранить
editor-leave-discard = Не сохранять
editor-leave-stay = Остаться
editor-item-gone = удалено из каталога
editor-record-gone = удалено из справочника
editor-gone-about = В Cargo.Run этого больше нет: выберите другое, иначе отправку могут не принять.

editor-more-fields = Ещё поля
editor-more-fields-tip = Второй водитель, номер и дата заказчика, комментарий, температура, поля вашей организации
editor-more-of-cargo = Размеры, упаковка и способ погрузки, груз { $row }
editor-second-driver = Второй водитель
editor-sales-manager = Менеджер по продажам
editor-customer-number = Номер заявки заказчика
editor-customer-date = Её дата
editor-bid-comment = Комментарий к заявке
editor-coldest = Не ниже
editor-warmest = Не выше
editor-empty-run = Порожняя заявка
editor-bid-options = Опции заявки
editor-property = Поле организации
editor-cargo-length = Длина, м
editor-cargo-width = Ширина, м
editor-cargo-height = Высота, м
editor-cargo-packing = Упаковка
editor-cargo-loading = Погрузка
editor-cargo-unloading = Разгрузка
editor-cargo-comment = Комментарий к грузу
editor-custom-type = Что за точка
editor-leave = Отъезд
editor-leave-told = отъезд { $time }
editor-point-customer = Контрагент на точке
editor-load-options = Как грузят
editor-point-options = Опции точки
editor-day-hint = 20.11.2026
editor-unread-day = не понимаю
editor-unread-day-about = День: 20.11.2026 или 20.11.26
editor-same-driver = тот же человек
editor-temperature-crossed = ниже нижней
editor-leave-first = раньше приезда
editor-kept-here = только у нас
editor-kept-here-about = В Cargo.Run для этого нет поля: хранится на этом рабочем месте и в обмене не участвует.
editor-goes-there = уходит в Cargo.Run
editor-goes-there-about = Передаётся в дополнительное поле вашей организации «{ $name }».
