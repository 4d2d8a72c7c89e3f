shell-training = УЧЕБНЫЙ СЕРВЕР
shell-training-about = Данные учебные: в настоящий Cargo.Run ничего не уходит
shell-menu = Меню
shell-palette-hint = Найти или выполнить…
shell-palette-nothing = Ничего не найдено
shell-toast-close = Закрыть сообщение

screen-bids = Заявки
screen-drivers = Водители
screen-cars = Машины
screen-trailers = Прицепы
screen-counterparties = Контрагенты
screen-organisations = Организации
screen-trackers = Трекеры
screen-employees = Сотрудники
screen-mileage = Пробег
screen-catalogs = Каталоги
screen-links = Связи
screen-changes = Что изменилось
screen-conflicts = Конфликты
screen-journal = Журнал обмена
screen-settings = Настройки

shell-action-new-bid = Новая заявка
shell-action-palette = Найти или выполнить
shell-action-find = Поиск в списке
shell-action-sync = Синхронизировать сейчас
shell-action-stop-sync = Остановить синхронизацию
shell-action-undo = Отменить последнее действие
shell-action-edit-bid = Заявка: изменить
shell-action-send-bid = Заявка: отправить
shell-action-start-bid = Заявка: запустить
shell-action-revert-bid = Заявка: вернуть в черновик
shell-action-cancel-bid = Заявка: отменить
shell-action-delete-bid = Заявка: удалить
shell-action-close-card = Закрыть карточку
shell-action-show-unsent = Показать неотправленное
shell-action-sign-in = Войти
shell-action-switch-lang = Switch to English
shell-action-switch-theme = Сменить тему
shell-action-larger = Текст крупнее
shell-action-smaller = Текст мельче
shell-action-usual-size = Обычный размер текста
shell-action-fold-navigation = Свернуть или развернуть меню
shell-action-quit = Выйти из программы

shell-never-synced = ещё не синхронизировано
shell-all-sent = всё отправлено
shell-ago-now = только что
shell-ago-seconds = { $n } с назад
shell-ago-minutes = { $n } мин назад
shell-ago-hours = { $n } ч назад
shell-ago-days = { $n ->
    [one] { $n } день назад
    [few] { $n } дня назад
   *[many] { $n } дней назад
}
shell-unsent = { $n ->
    [one] ждёт отправки: { $n }
   *[other] ждут отправки: { $n }
}
shell-attention = { $n ->
    [one] требует внимания: { $n }
   *[other] требуют внимания: { $n }
}

shell-sign-in-title = Вход в Cargo.Run
shell-sign-in-user = Почта или телефон
shell-sign-in-password = Пароль
shell-sign-in-memory = Хранилища ключей в системе нет: пароль останется только в памяти и понадобится снова после перезапуска.
shell-sign-in-send = Войти
shell-sign-in-later = Позже
shell-action-faults = Неисправности
shell-action-about = О программе
