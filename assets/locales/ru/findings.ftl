# Минимальный набор заявки: как называется поле и что с ним не так. Целое предложение: «поле — что не так».

finding-field-payment-type = тип оплаты
finding-field-vat-type = НДС
finding-field-price = цена
finding-field-driver = водитель
finding-field-car = машина
finding-field-cargo-name = { $row ->
    [1] наименование груза
   *[other] груз { $row }: наименование
}
finding-field-cargo-type = { $row ->
    [1] тип груза
   *[other] груз { $row }: тип
}
finding-field-points = точки
finding-field-point-address = точка { $row }: адрес
finding-field-point-city = точка { $row }: город
finding-field-point-coordinates = точка { $row }: координаты
finding-field-point-plan-enter = точка { $row }: время
finding-field-point-window = точка { $row }: окно

finding-missing-payment-type = не выбран
finding-missing-vat-type = не выбран
finding-missing-price = не указана
finding-missing-driver = не выбран
finding-missing-car = не выбрана
finding-missing-cargo-name = не указано
finding-missing-cargo-type = не выбран
finding-missing-address = не указан
finding-missing-city = нет города: выберите из подсказок
finding-missing-coordinates = нет координат: выберите из подсказок
finding-missing-time = не указано

finding-not-positive = должна быть больше нуля
finding-too-few-points = нужны хотя бы две точки
finding-no-load = нет точки загрузки
finding-no-unload = нет точки выгрузки
finding-out-of-order = раньше предыдущей точки
finding-not-confirmed = адрес примерный, его нужно подтвердить
finding-window-backwards = раньше приезда
finding-before-pilot = раньше запуска пилота ({ $day }): рейс не отследить
finding-before-first-fix = раньше первых данных трекера ({ $day }): рейс не отследить
