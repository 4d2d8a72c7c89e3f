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
books-conflicts = { $n ->
    [one] Решить { $n } конфликт
    [few] Решить { $n } конфликта
   *[many] Решить { $n } конфликтов
}
