# Приглашения ATI.SU: ящик, карточка, черновик
screen-invites = Приглашения
action-show-invite = Показать
invites-title = Приглашения ATI.SU
invites-list-name = Список приглашений
invites-new-count = { $n ->
    [one] { $n } новое приглашение
    [few] { $n } новых приглашения
   *[many] { $n } новых приглашений
}
invites-search = Маршрут, фирма, груз, номер
invites-fetch = Проверить сейчас
invites-open-settings = Настройки ATI.SU
invites-set-up = Настроить
invites-side = Сторона
invites-received = Полученные
invites-sent = Отправленные
invites-all = Все
invites-states-new = Новые
invites-states-seen = Просмотренные
invites-states-drafted = Стали заявками
invites-states-declined = Отклонённые здесь
invites-states-expired = Срок вышел
invites-states-withdrawn = Отозванные
invites-loading-title = Читаю приглашения…
invites-loading-hint = Это займёт мгновение.
invites-empty-title = Приглашений пока нет
invites-empty-setup = Приглашения приносит приёмник — небольшой сервер с адресом https. Задайте его адрес и токен в настройках, затем подпишитесь.
invites-empty-hint = Когда на ATI.SU вам предложат груз, приглашение появится здесь само, с обратным отсчётом.
invites-nothing-hint = Под фильтр и поиск не подходит ни одно приглашение.

# Связь с приёмником
invites-post-no-receiver = Приёмник не задан: приглашения не приходят.
invites-post-no-token = Нет токена приёмника: введите его в настройках.
invites-post-needs-keys = Приёмник ждёт ключей подписок и пока ничего не принимает: подпишитесь в настройках.
invites-post-listening = Приёмник на связи, спрошен { $at }
invites-no-token = Нет токена ATI.SU: введите его в настройках.
invites-no-receiver = Приёмник не задан или нет его токена: подписывать нечего.
invites-missed-came = Пропущенных событий: { $events }, изменилось приглашений: { $count }

# Известия
invites-news-came = { $count ->
    [one] Новое приглашение: { $routes }
    [few] { $count } новых приглашения: { $routes }
   *[many] { $count } новых приглашений: { $routes }
}
invites-news-withdrawn = { $count ->
    [one] Отозвано приглашение, по которому есть заявка: { $routes }
    [few] Отозваны { $count } приглашения, по которым есть заявки: { $routes }
   *[many] Отозваны { $count } приглашений, по которым есть заявки: { $routes }
}

# Столбцы
invites-column-state = Состояние
invites-column-left = Осталось
invites-column-route = Маршрут
invites-column-loading = Загрузка
invites-column-km = Км
invites-column-price = Ставка
invites-column-per-km = ₽/км
invites-column-from = От кого
invites-column-to = Кому
invites-left = осталось { $left }
invites-left-days = { $a } д { $b } ч
invites-left-hours = { $a } ч { $b } мин

# Карточка
invites-draft = Сделать черновик
invites-draft-of = Черновик, машина { $truck } из { $trucks }
invites-open-bid = Открыть заявку
invites-bid-of = Заявка на машину { $truck }
invites-answer = Ответить на ATI.SU
invites-decline = Отклонить здесь
invites-take-back = Вернуть
invites-decline-about = Отметка только для нас: ATI.SU о ней не узнает. Ответить владельцу груза можно на ATI.SU.
invites-warnings = Обратите внимание
invites-map = Карта маршрута: { $route }
invites-sent-about = ATI.SU сообщает об отправленном приглашении только номер груза, без маршрута.
invites-section-way = Путь
invites-section-money = Деньги
invites-section-cargo = Груз и машина
invites-section-invitation = Приглашение
invites-section-said = Что ещё сказано
invites-distance = Расстояние
invites-by-roads = по нашим дорогам ≈ { $km } км
invites-platon = По «Платону»
invites-toll = По платным
invites-empty-run = Порожний пробег
invites-truck-free = { $truck }, свободна, стоит: { $place }
invites-truck-free-from = { $truck }, свободна с { $at }, будет стоять: { $place }
invites-no-truck = нет свободной машины, которая успеет
invites-rate = Ставка
invites-price = Цена в заявке
invites-per-km = { $price } ₽/км
invites-pay = Оплата
invites-cargo = Груз
invites-body = Кузов
invites-number = Номер груза
invites-deal = Тип заказа
invites-tracking = Отслеживание
invites-sent-at = Отправлено
invites-cancels-at = Ответить до

# Черновик рядом с приглашением
invites-draft-title = Черновик заявки по приглашению
invites-truck-of = машина { $truck } из { $trucks }
invites-draft-save = Сохранить черновик
invites-draft-edit = Сохранить и открыть форму
invites-draft-cancel = Отмена
invites-draft-preparing = Готовлю черновик…
invites-draft-saved = Черновик сохранён
invites-invitation-side = Приглашение
invites-draft-side = Заявка, которая получится
invites-customer = Заказчик
invites-customer-hint = Имя или ИНН
invites-owner = Владелец груза на ATI.SU: { $owner }
invites-nothing-to-ask = Всё понятно: можно сохранять
invites-to-ask = Что надо решить
invites-geocoding = Уточняю адреса без координат…
invites-geocoded = Точка { $point }: адрес найден, { $address }
invites-comments = Ушло в комментарий
invites-comment-of-point = Точка { $point }
invites-comment-of-cargo = Груз

# Настройки
settings-section-ati = ATI.SU
settings-section-ati-subscriptions = Подписки ATI.SU
settings-section-ati-drafts = Черновики по приглашениям
settings-section-ati-customs = Чего нет в документации ATI.SU
settings-ati-training = На учебном сервере приёмник запущен в самой программе, а подписки уже заведены: настраивать нечего.
settings-ati-about = ATI.SU шлёт приглашения на адрес https, который виден из интернета. Там работает «cargorun-desk receive», а эта программа забирает из него события.
settings-ati-customs-about = Эти значения известны не из официальных страниц. Меняйте их, только если ATI.SU ответил иначе.
settings-ati-receiver = Адрес приёмника
settings-ati-receiver-hint = https://desk.example.ru
settings-ati-interval = Спрашивать приёмник каждые
settings-ati-receiver-token = Токен приёмника
settings-ati-token = Токен ATI.SU
settings-ati-keys = Ключи подписок
settings-ati-secret-known = известен; новый заменит его
settings-ati-secret-none = не задан
settings-ati-code = Наш код на ATI.SU
settings-ati-code-hint = 12345
settings-ati-subscriptions = Подписки
settings-ati-subscribe = Подписаться
settings-ati-refresh = Прочитать
settings-ati-asking = Спрашиваю ATI.SU…
settings-ati-none = Подписок нет: нажмите «Подписаться»
settings-ati-ours = на наш приёмник
settings-ati-foreign = на другой адрес
settings-ati-unsubscribe = Удалить подписку
settings-ati-state-created = создана
settings-ati-state-verification = проверяется
settings-ati-state-active = работает
settings-ati-state-removed = удалена
settings-ati-state-deactivated = отключена: приёмник долго не отвечал
settings-ati-missed = Пропущенные события за
settings-ati-missed-ask = Запросить
settings-ati-vat-on-top = Ставка «с НДС» — это цена без него
settings-ati-vat-with = НДС для ставок с НДС
settings-ati-vat-without = НДС для ставок без НДС
settings-ati-pay-with = Оплата ставок с НДС
settings-ati-pay-without = Оплата ставок без НДС
settings-ati-pay-cash = Оплата наличными
settings-ati-pay-card = Оплата на карту
settings-ati-item-hint = найти по названию
settings-ati-card-hint = спрашивать
settings-ati-pay-days = Дни оплаты
settings-ati-banking = банковские
settings-ati-calendar = календарные
settings-ati-weights = Вес указан в килограммах
settings-ati-lengths = Расстояния указаны в метрах
settings-ati-dates = Даты указаны по UTC
settings-ati-api = Адрес API
settings-ati-address-hint = https://…
settings-ati-open = Страница груза
settings-ati-open-hint = https://…, {"{load}"} — номер груза
settings-ati-topic-received = Тема полученных
settings-ati-topic-sent = Тема отправленных
settings-ati-topic-hint = orders.invites
settings-ati-kind = Вид подписки
settings-ati-kind-hint = normal
settings-ati-webhooks = Путь подписок
settings-ati-cities = Путь городов
settings-ati-firm = Путь реквизитов фирмы
settings-ati-cargo-types = Путь типов груза
settings-ati-path-hint = /путь
settings-ati-wrong = Так нельзя: адрес начинается с https://, путь — с косой черты
settings-notice-invites = Приглашения ATI.SU: новые и отозванные
settings-notice-invites-sound = Звук нового приглашения
