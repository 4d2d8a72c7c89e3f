# Что говорит программа вне панелей: ошибки, обмен, уведомления.

error-offline = Сервер недоступен. Всё сохранено здесь и уйдёт, когда связь появится.
error-timeout = Сервер не ответил вовремя. Всё сохранено здесь, попытка повторится.
error-refused = Cargo.Run отказал: { $text }
error-sign-in = Нужно войти: проверьте логин и пароль.
error-forbidden = У этого пользователя нет прав на действие.
error-not-found = Сервер не знает такого метода или записи. Проверьте адрес сервера в настройках.
error-too-many = Слишком много запросов. Программа подождёт и повторит.
error-server = Ошибка на стороне сервера (код { $status }). Попытка повторится.
error-malformed = Сервер ответил непонятно. Проверьте адрес сервера; подробности в журнале обмена.
error-missing-reference = Сначала должна уйти связанная запись (водитель, машина, прицеп или контрагент).
error-bad-address = Адрес сервера записан неверно. Пример: https://api.app.cargorun.ru
error-store-not-writable = База не записывается. Проверьте права на папку профиля и место на диске.
error-disk-full = На диске нет места. Освободите место: введённое не потеряно.
error-not-editable = Сейчас запись изменить нельзя: она удалена, в конфликте или отправляется.
error-record-gone = Такой записи уже нет.
error-store = База данных сообщила об ошибке: { $text }
error-settings-not-saved = Настройки не записались. Проверьте права на папку профиля.
error-file-not-written = Файл не записался: { $path }

sync-reads-catalogs = Читаю каталоги
sync-reads-drivers = Читаю водителей
sync-reads-cars = Читаю машины
sync-reads-trailers = Читаю прицепы
sync-reads-counterparties = Читаю контрагентов
sync-reads-organisations = Читаю организации
sync-reads-bids = { $count ->
    [0] Читаю заявки
    [one] Читаю заявки: { $count } получена
    [few] Читаю заявки: { $count } получены
   *[other] Читаю заявки: { $count } получено
}
sync-sends = { $count ->
    [one] Отправляю: осталась { $count }
    [few] Отправляю: осталось { $count }
   *[other] Отправляю: осталось { $count }
}
sync-waits-for-login = { $seconds ->
    [one] Сервер просит подождать со входом: { $seconds } секунда
    [few] Сервер просит подождать со входом: { $seconds } секунды
   *[other] Сервер просит подождать со входом: { $seconds } секунд
}
sync-cancelled = Обмен остановлен.

toast-bid-saved = Заявка сохранена
toast-bid-deleted = Заявка удалена
toast-journal-exported = Журнал записан: { $path }
action-undo = Вернуть

store-moved-aside = База была повреждена. Она отложена сюда: { $path }. Начата новая; данные придут с сервера.
start-failed = Программа не запустилась: { $text }
start-profile-held = Этот профиль уже открыт в другом окне.
start-no-screen = Нет экрана «{ $name }».
start-no-display = Нет ни экрана, ни виртуального дисплея (Xvfb): { $text }
error-unsendable = Это нельзя отправить: { $text }

start-blocked-car = Запустить нельзя: машина в эти даты занята заявкой { $bid }
start-blocked-driver = Запустить нельзя: водитель в эти даты занят заявкой { $bid }
start-blocked-trailer = Запустить нельзя: прицеп в эти даты занят заявкой { $bid }
action-open-bid = Открыть её
collision-only-there = { $count ->
    [one] Cargo.Run видит на этой машине пересечение с заявкой { $numbers }, которой у нас нет
   *[other] Cargo.Run видит на этой машине пересечения с заявками { $numbers }, которых у нас нет
}
