# Персональные приглашения ATI.SU
ati-token-refused = Токен ATI.SU или приёмника не принят. Проверьте его.
ati-unreachable = Нет связи: { $text }
ati-too-many = ATI.SU просит подождать: слишком много запросов.
ati-failed = Не вышло: { $text }
ati-no-receiver = Адрес приёмника не задан: settings set ati.receiver_url https://…
ati-no-receiver-token = Нет токена приёмника: задайте ATI_RECEIVER_TOKEN.
ati-no-token = Нет токена ATI.SU: задайте ATI_TOKEN.
ati-no-keys = Приёмник ждёт ключей подписок и пока ничего не принимает: задайте ATI_HOOK_KEYS или повторите с ATI_TOKEN.
ati-no-invite = Приглашения «{ $text }» нет.
ati-withdrawn-text = Приглашение отозвано на ATI.SU. Заявка, если она сделана, осталась.
ati-not-read = Содержание приглашения не пришло: показать и взять нечего.
ati-receiver-failed = Приёмник не запустился: { $text }
ati-cargo = груз
ati-city = город ATI { $id }
ati-place-unknown = место не указано
ati-code = код { $code }
ati-tonnes = { $amount } т
ati-cubic = { $amount } м³
ati-prepaid = предоплата { $percent } %
ati-in-days = { $days ->
    [one] через { $days } день
    [few] через { $days } дня
   *[many] через { $days } дней
}
ati-rate-with-vat = с НДС
ati-rate-without-vat = без НДС
ati-rate-any = с НДС или без
ati-rate-unknown = про НДС не сказано

# Состояния
ati-state-new = Новое
ati-state-seen = Просмотрено
ati-state-drafted = Стало заявкой
ati-state-declined = Отклонено здесь
ati-state-expired = Срок вышел
ati-state-withdrawn = Отозвано

# Предупреждения
ati-warning-expired = Срок ответа вышел
ati-warning-no-cargo = Груза пока нет, просят ставку
ati-warning-deal = ATI.SU: заказ по этому приглашению невозможен
ati-warning-days = Первая дата позже последней
ati-warning-unloads-before = Выгрузка раньше загрузки
ati-warning-ordinal = Две точки стоят на одном месте маршрута
ati-warning-no-rate = Ставки нет
ati-warning-rate-kind = Ставка не говорит, есть ли в ней НДС
ati-warning-currency = Незнакомая валюта, код { $code }
ati-warning-rate-nought = Ставка не больше нуля
ati-warning-no-loading = Нет места загрузки
ati-warning-no-unloading = Нет места выгрузки
ati-warning-no-place = У точки { $point } нет ни города, ни адреса
ati-warning-no-coordinates = У точки { $point } нет координат
ati-warning-danger = Опасный груз, класс { $class }
ati-warning-temperature = Температура от { $from } до { $to } °C
ati-warning-customs = Нужны TIR, CMR или T1

# Что надо решить в черновике
ati-ask-customer = Заказчик не найден по ИНН: выберите его
ati-ask-price = Цены в рублях нет: впишите её
ati-ask-vat = Выберите НДС
ati-ask-payment = Выберите тип оплаты
ati-ask-time = Точка { $point }: впишите дату и время
ati-ask-any-day = Груз готов всегда: взято завтра
ati-ask-place = Точка { $point }: уточните адрес
ati-ask-trucks = Нужно машин: { $trucks }, по черновику на каждую
ati-ask-repeats = Рейс кругом или повторяется: одной заявки может не хватить

# Поля приглашения
ati-field-adr = Класс опасности
ati-field-address = Адрес
ati-field-belt-count = Ремней
ati-field-cancellation-date = Срок ответа
ati-field-car-type = Кузов
ati-field-car-type-string = Кузов
ati-field-cargo-here = Груз здесь
ati-field-cargo-type-id = Тип груза
ati-field-cargo-whole = Груз целиком
ati-field-cmr = Нужен CMR
ati-field-contact = Контакт
ati-field-date = Приглашение от
ati-field-date-type = Готовность
ati-field-day-of-week = День недели
ati-field-deal-kind = Тип заказа
ati-field-diameter = Диаметр, м
ati-field-direct-contract = Прямой договор
ati-field-distance = Расстояние, км
ati-field-distance-type = Вид маршрута
ati-field-dogruz-type = Догруз
ati-field-email = Почта
ati-field-end-time = До
ati-field-extra-phone = Ещё телефон
ati-field-ferries = Паромы
ati-field-fixed-rate = Ставка указана в грузе
ati-field-height = Высота, м
ati-field-height-highlight = Важна высота
ati-field-house-no = Дом
ati-field-in-fuel = Оплата топливом
ati-field-inn = ИНН
ati-field-is-defined-by-ttn = Выгрузка по ТТН
ati-field-is-round-the-clock = Круглосуточно
ati-field-is-tracking = Отслеживание через АТИ Водитель
ati-field-koniki = Коники
ati-field-krugoreis = Круговой рейс
ati-field-length = Длина, м
ati-field-length-highlight = Важна длина
ati-field-load-number = Номер груза
ati-field-loading-logical-operator = Способы загрузки
ati-field-loading-type = Загрузка
ati-field-money-type = Оплата
ati-field-note = Примечание
ati-field-office-no = Офис
ati-field-on-unloading = Оплата на выгрузке
ati-field-order-number = Номер заказа
ati-field-organisation = Организация
ati-field-other-rate = Другая ставка
ati-field-owner-ati-id = Код владельца груза в ATI
ati-field-ownership-name = Форма собственности
ati-field-pack-type = Упаковка
ati-field-packaging-quantity = Мест
ati-field-packaging-type = Упаковка
ati-field-packaging-type-name = Упаковка
ati-field-pallet-count = Паллет
ati-field-pay-days = Дней на оплату
ati-field-payment-source = Условия оплаты из
ati-field-periodicity-id = Периодичность
ati-field-phone = Телефон
ati-field-platon-roads-length = По дорогам «Платона», км
ati-field-pnevmohod = Пневмоход
ati-field-point-type = Точка
ati-field-postcode = Индекс
ati-field-prepay-percent = Предоплата, %
ati-field-required-capacity = Грузоподъёмность, т
ati-field-san-passport = Санпаспорт
ati-field-sbor-gruz = Сборный груз
ati-field-schedule-summary = Расписание
ati-field-start-time = С
ati-field-street-name = Улица
ati-field-stsepka = Сцепка
ati-field-t1 = Нужен T1
ati-field-taker-ati-id = Код приглашённого в ATI
ati-field-temperature-from = Температура от, °C
ati-field-temperature-to = Температура до, °C
ati-field-tir = Нужен TIR
ati-field-toll-roads-length = По платным дорогам, км
ati-field-torg = Торг возможен
ati-field-travel-time = Время в пути
ati-field-trucks-quantity = Машин
ati-field-true-currency-id = Валюта озвученной ставки
ati-field-true-price = Озвученная ставка
ati-field-unit-rate = Ставка за единицу
ati-field-unloading-logical-operator = Способы выгрузки
ati-field-unloading-type = Выгрузка
ati-field-volume = Объём, м³
ati-field-weight = Вес, т
ati-field-width = Ширина, м
ati-field-width-highlight = Важна ширина
ati-field-window = Когда
ati-field-zimnik = Зимник

# Валюты
ati-currency-1 = руб.
ati-currency-8 = руб./км
ati-currency-12 = тыс. руб.
ati-currency-13 = руб./т
ati-currency-19 = руб./час
ati-currency-20 = руб./м³
ati-currency-32 = бел. руб.
ati-currency-33 = бел. руб./т
ati-currency-34 = бел. руб./км

# Упаковка
ati-packing-0 = без упаковки
ati-packing-1 = навалом
ati-packing-2 = коробки
ati-packing-3 = россыпью
ati-packing-4 = паллеты
ati-packing-5 = пачки
ati-packing-6 = мешки
ati-packing-7 = биг-бэги
ati-packing-8 = ящики
ati-packing-9 = листы
ati-packing-10 = бочки
ati-packing-11 = канистры
ati-packing-12 = рулоны
ati-packing-13 = пирамида
ati-packing-14 = еврокубы
ati-packing-15 = катушки
ati-packing-16 = барабаны

# Оплата
ati-money-1 = наличными
ati-money-22 = любая
ati-money-23 = на карту
ati-money-24 = с НДС
ati-money-25 = без НДС

# Загрузка
ati-loading-1 = верхняя
ati-loading-2 = боковая
ati-loading-4 = задняя
ati-loading-8 = с полной растентовкой
ati-loading-32 = со снятием поперечин
ati-loading-64 = со снятием стоек
ati-loading-128 = без ворот
ati-loading-256 = гидроборт
ati-loading-512 = аппарели
ati-loading-1024 = с обрешёткой
ati-loading-2048 = с бортами
ati-loading-4096 = боковая с двух сторон
ati-loading-8192 = налив
ati-loading-16384 = электрический
ati-loading-32768 = гидравлический
ati-loading-65536 = не указана
ati-loading-131072 = пневматический
ati-loading-262144 = дизельный компрессор

# Кузова
ati-body-1 = тентованный
ati-body-2 = контейнер
ati-body-4 = рефрижератор
ati-body-8 = изотермический
ati-body-16 = фургон
ati-body-32 = микроавтобус
ati-body-64 = цельнометаллический
ati-body-128 = бортовой
ati-body-256 = манипулятор
ati-body-512 = низкорамный
ati-body-1024 = открытый верх
ati-body-2048 = панелевоз
ati-body-4096 = самосвал
ati-body-8192 = шаланда
ati-body-100 = контейнер
ati-body-200 = тентованный
ati-body-300 = рефрижератор
ati-body-400 = изотермический
ati-body-500 = фургон
ati-body-700 = цельнометаллический
ati-body-1100 = бортовой
ati-body-1200 = самосвал

# Типы заказа
ati-deal-0 = заказ невозможен
ati-deal-1 = взят из поиска
ati-deal-2 = из торгов
ati-deal-4 = предложение груза
ati-deal-8 = из перехвата машин
ati-deal-16 = односторонний заказ
ati-deal-32 = из встречного предложения
ati-deal-64 = по контракту

# Готовность груза
ati-date-type-0 = сегодня или завтра
ati-date-type-1 = в указанные дни
ati-date-type-2 = постоянно
ati-date-type-3 = груза нет, запрос ставки

# Периодичность
ati-periodicity-0 = один раз
ati-periodicity-1 = ежедневно
ati-periodicity-100 = по рабочим дням

# Догруз
ati-part-load-1 = только отдельной машиной
ati-part-load-2 = догруз возможен
ati-part-load-3 = догруз

# Источник условий
ati-payment-source-0 = не сказано
ati-payment-source-1 = встречного предложения
ati-payment-source-2 = торгов
ati-payment-source-3 = груза
ati-payment-source-4 = предложения груза
ati-payment-source-5 = предложения по контракту

# Точки
ati-point-type-1 = загрузка
ati-point-type-2 = выгрузка
ati-point-type-3 = таможня
ati-point-type-4 = крупный город у загрузки
ati-point-type-5 = крупный город у выгрузки
ati-point-type-8 = проехать через
