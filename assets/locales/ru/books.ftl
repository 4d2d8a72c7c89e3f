books-search = Поиск по всем столбцам
books-empty-title = Здесь пока пусто
books-empty-hint = Справочники приходят из Cargo.Run при синхронизации: F5.
books-nothing-title = Ничего не найдено
books-nothing-hint = Измените поиск.

books-column-id = Номер
books-column-title = Название
books-column-name = Фамилия, имя, отчество
books-column-phone = Телефон
books-column-plate = Госномер
books-column-brand = Марка
books-column-type = Тип
books-column-tracker = Трекер
books-column-last-fix = Последний сигнал
books-column-state = Состояние
books-column-comment = Примечание
books-column-inn = ИНН
books-column-kpp = КПП
books-column-standing = Отношения
books-column-points = Точек

books-catalog-car-type = Типы машин
books-catalog-trailer-type = Типы прицепов
books-catalog-cargo-type = Типы груза
books-catalog-vat-type = НДС
books-catalog-payment-type = Типы оплаты
books-catalog-car-brand = Марки машин
books-catalog-trailer-brand = Марки прицепов
books-catalog-load-unload = Погрузка и выгрузка на точке
books-catalog-loading = Способы погрузки
books-catalog-unloading = Способы выгрузки
books-catalog-bid-option = Опции заявки
books-catalog-point-option = Опции точки
books-catalog-custom-point = Виды точек

books-column-exchange = Обмен
books-column-upkeep = Внимание
books-column-employee = Сотрудник
books-column-payment-type = Тип оплаты
books-column-vat-type = НДС
books-column-address = Адрес
books-columns = Столбцы
books-filter-all = Все
books-filter-active = Используются
books-filter-unsent = Не отправлены
books-filter-refused = Отклонены
books-filter-conflict = Расхождения
books-filter-papers = Документы и простои
books-filter-deleted = Удалены
books-inactive-until = { $reason }, до { $day }
books-until = { $name } до { $day }
books-exchange-restoring = ждёт восстановления
books-exchange-refused = не принято
books-exchange-deleting = ждёт удаления
books-marked-row = отмечено
books-marked = Отмечено: { $count }
books-mark-shown = Отметить показанные
books-unmark = Снять отметки
books-delete-marked = Удалить отмеченные
books-restore-marked = Восстановить отмеченные
books-menu-open = Открыть
books-menu-mark = Отметить или снять отметку
books-catalogs-read = прочитаны { $at }
books-outcomes-deleted = Удаление: поставлено { $done } из { $all }
books-outcomes-restored = Восстановление: поставлено { $done } из { $all }
books-outcome-queued = будет отправлено
books-outcomes-close = Закрыть список
books-conflicts = { $n ->
    [one] Решить { $n } конфликт
    [few] Решить { $n } конфликта
   *[many] Решить { $n } конфликтов
}
