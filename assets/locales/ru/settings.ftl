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
