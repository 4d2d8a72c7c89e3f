settings-section-look = Вид
settings-lang = Язык
settings-lang-own-name = Русский
settings-theme = Тема
settings-theme-light = Светлая
settings-theme-dark = Тёмная
settings-scale = Размер текста
settings-density = Строки таблиц
settings-density-compact = Плотно
settings-density-normal = Обычно
settings-density-roomy = Просторно

settings-section-work = Работа
settings-pilot-start = Начало работы с Cargo.Run
settings-pilot-hint = ДД.ММ.ГГГГ
settings-pilot-note = Заявки раньше этого дня Cargo.Run не отследит: о них будет предупреждение.
settings-pilot-wrong = Дата пишется так: 01.12.2026

settings-section-connection = Подключение
settings-server = Сервер
settings-user = Пользователь
settings-link = Связь
settings-link-unknown = ещё не проверена
settings-link-online = есть
settings-password = Пароль
settings-password-kept = Хранится в хранилище ключей системы
settings-password-memory = Хранилища ключей нет: пароль держится в памяти до закрытия программы

settings-section-about = О программе
settings-version = версия { $version }

settings-connection-change = Сменить сервер или пользователя…
settings-connection-note = У каждого сервера и каждого пользователя своя база на этой машине: данные не смешиваются, а вернувшись, вы найдёте всё как было.
settings-connection-use = Подключиться
settings-connection-leave = Оставить как есть
settings-close-editor-first = Сначала закройте открытую форму заявки.

settings-section-exchange = Обмен
settings-bids-interval = Читать заявки каждые
settings-books-interval = Читать справочники каждые
settings-timeout = Ждать ответа не дольше
settings-first-pull = Первое чтение заявок за
settings-journal-days = Хранить журнал обмена
settings-backups-kept = Хранить ежедневных копий
settings-unit-seconds = с
settings-unit-days = дн.
settings-unit-pieces = шт.
settings-number-wrong = Нужно число от { $least } до { $most }
settings-proxy = Прокси
settings-proxy-hint = как в системе
settings-proxy-note = Пусто: как задано в системе. Пример: http://proxy.local:3128
settings-proxy-wrong = Адрес прокси начинается с http:// или https:// и не содержит пароля

settings-section-backups = Резервные копии
settings-backups-note = Копия базы делается каждый день сама и сразу проверяется. Работа при этом не останавливается.
settings-backup-now = Сделать копию сейчас
settings-backup-busy = Минуту…
settings-backups-none = Копий ещё нет: первая появится сегодня.
settings-backup-bids = { $count ->
    [one] { $count } заявка
    [few] { $count } заявки
   *[other] { $count } заявок
}
settings-backup-unreadable = не читается
settings-backup-look = Посмотреть
settings-backup-sound = Копия цела
settings-backup-holds = Заявок: { $bids }, записей справочников: { $books }, ждали отправки: { $unsent }.
settings-backup-newest = Самое новое изменение: { $when }.
settings-backup-restore = Восстановить
settings-backup-ask = Вернуть базу к копии { $when }?
settings-backup-ask-about = Нынешняя база не пропадёт: она будет отложена рядом. Заявки, которые есть в Cargo.Run, придут заново. Введённое после копии и не отправленное останется только в отложенной базе. Сначала программа прочтёт всё новое и лишь потом отправит ожидающее, без повторов.
settings-megabytes = { $size } МБ

settings-section-folder = Папки
settings-folder = Всё хранится здесь
settings-folder-open = Открыть папку

settings-section-training = Тренировка
settings-training-note = Учебный сервер живёт в этой программе. У него своя папка и придуманные данные: настоящим ничего не грозит.
settings-training-go = Потренироваться
settings-training-leave-note = Сейчас идёт тренировка: данные придуманы. Учебная папка останется, к ней можно вернуться.
settings-training-leave = К настоящему Cargo.Run
settings-training-afresh = Начать заново
settings-training-ask = Начать тренировку заново?
settings-training-ask-about = Учебные заявки и всё, что вы в них сделали, удалятся, и появятся новые. Настоящих данных это не касается. Вид и язык останутся.

settings-font = Шрифт
settings-font-own = Inter, встроенный
settings-font-installed = Из установленных…
settings-font-looking = Ищу шрифты…
settings-font-none = Подходящих шрифтов нет
settings-font-back = Вернуть встроенный
settings-font-now = Сейчас: { $name }
settings-font-note = Имя установленного шрифта или путь к файлу .ttf, .otf
settings-folder-backups = Резервные копии
settings-folder-backups-note = Пусто: папка backups в профиле. Прежние копии остаются, где были.
settings-folder-exports = Выгрузки
settings-folder-exports-note = Пусто: каждый раз спрашивать. Иначе файлы пишутся сюда без вопроса.
settings-folder-usual = обычная
settings-folder-wrong = Нужен полный путь к папке
