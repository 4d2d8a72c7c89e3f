# Слова командной строки (stderr).

cli-no-server = Сервер не указан: добавьте --server URL.
cli-sign-in-needed = Войти не удалось: { $text }. Задайте CARGORUN_USER и CARGORUN_PASSWORD или войдите в окне программы.
cli-server-unreachable = Сервер недоступен: { $text }
cli-server-failed = Сервер ответил ошибкой: { $text }
cli-store-failed = База данных: { $text }
cli-profile-failed = Профиль: { $text }
cli-system-failed = Система отказала: { $text }
cli-output-failed = Ответ не записался: { $text }
cli-file-unreadable = Файл { $path } не читается: { $text }
cli-bad-file = Ошибка в поле «{ $field }»: { $text }
cli-bad-date = { $text } — не дата. Пример: 2026-12-01
cli-bad-fault = { $text } — не сбой с вероятностью. Пример: drop-after=0.2
cli-no-record = Нет записи «{ $text }».
cli-several-records = Под «{ $text }» подходит несколько записей. Укажите id.
cli-no-item = В каталоге { $catalog } нет значения «{ $text }».
cli-no-catalog = Нет каталога «{ $text }». Есть: { $known }
cli-address-not-exact = Адрес «{ $asked }» найден неточно: { $found }
cli-geocoder-unreachable = Адрес «{ $text }» не проверен: геокодер недоступен. Он будет проверен перед отправкой.
cli-not-complete = Отправить нельзя, { $field }: { $text }
cli-overlap = { $resource ->
    [car] Машина занята: даты пересекаются с заявкой { $bid }
    [driver] Водитель занят: даты пересекаются с заявкой { $bid }
   *[trailer] Прицеп занят: даты пересекаются с заявкой { $bid }
}
cli-left-to-holder = Профиль открыт в окне: оно и отправит.
cli-profile-held = Профиль открыт в другом окне или его держит sync --watch: обмен ведёт он.
cli-stays-queued = Действие осталось в очереди и уйдёт со следующим обменом.
cli-sandbox-failed = Учебный сервер не запустился: { $text }
cli-sandbox-loopback-only = Учебный сервер слушает только на этой машине (127.0.0.1).

doctor-profile = Профиль: { $path }
doctor-database = База данных в порядке
doctor-key-store = Пароли хранит система
doctor-no-key-store = Хранилища паролей в системе нет: пароль спрашивается один раз и живёт в памяти
doctor-server = Сервер отвечает: { $server }
doctor-clock = Разница часов с сервером, секунд: { $seconds }
doctor-clock-unknown = Сервер не назвал своего времени
doctor-signed-in = Вход выполнен

cli-no-setting = Нет настройки «{ $key }». Все: settings list.
cli-setting-bounds = { $key }: нужно число от { $least } до { $most }.
cli-setting-wrong = { $key }: значение «{ $value }» не подходит.
cli-settings-held = Профиль открыт в окне: поменяйте настройку там или закройте окно.
cli-file-exists = Файл { $path } уже есть. Назовите другой: копия никогда не пишется поверх.
cli-restore-held = Профиль открыт в окне или его держит sync --watch. Закройте и повторите, или восстановите в настройках окна.
cli-backup-useless = Из файла { $path } восстановить нельзя: { $text }. Текущая база не тронута.
cli-no-tracker = Трекера «{ $text }» нет
