bids-title = Заявки
bids-shown = { $shown } из { $all }
bids-search = Поиск заявок
bids-search-about = Номер, город, машина, водитель, заказчик
bids-new = Новая заявка
bids-list-name = Список заявок

bids-filter-active = Активные
bids-filter-all = Все
bids-filter-drafts = Черновики
bids-filter-planned = Ожидают
bids-filter-started = В работе
bids-filter-done = Выполнены
bids-filter-cancelled = Отменены
bids-filter-overlapping = Пересечения
bids-filter-no-car = Без машины
bids-filter-unsent = Не отправлено
bids-filter-attention = Требуют внимания

bids-column-number = №
bids-column-status = Статус
bids-column-exchange = Обмен
bids-column-exchange-mark = ↔
bids-column-status-mark = ●
bids-column-route = Маршрут
bids-column-car = Машина
bids-column-trailer = Прицеп
bids-column-driver = Водитель
bids-column-customer = Заказчик
bids-column-load = Загрузка
bids-column-price = Цена

bids-number-none = новая
bids-row-name = Заявка { $number }, { $route }, { $car }, { $status }, { $exchange }
bids-row-name-new = Заявка без номера, { $route }, { $car }, { $status }, { $exchange }
bids-row-no-car = без машины
bids-row-no-route = маршрута нет

bids-empty-title = Заявок ещё нет
bids-empty-hint = Создайте первую: Ctrl+N. Заявки из Cargo.Run появятся здесь после синхронизации.
bids-nothing-title = Ничего не найдено
bids-nothing-hint = Измените поиск или покажите все заявки.
bids-nothing-reset = Сбросить фильтр
bids-loading-title = Читаю базу…
bids-loading-hint = Заявки хранятся на этом компьютере и открываются без сети.

bids-menu-open = Открыть карточку
bids-menu-copy-number = Скопировать номер
bids-menu-copy-row = Скопировать строку

# Корзина: удалённое хранится 90 дней.
bids-filter-bin = Корзина
bin-restore = Восстановить
bin-note-there = Заявка удалена в Cargo.Run: восстановить её там нельзя, здесь появится новый черновик с тем же содержанием.
bin-note-here = Заявка удалена у нас: она вернётся такой, какой была.
