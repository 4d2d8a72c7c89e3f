settings-section-paperwork = Документы
settings-paperwork-organisation = Своя организация
settings-paperwork-organisation-any = Как в заявке
settings-paperwork-organisation-note = Для заявок, в которых организация не указана. Реквизиты берутся из справочника организаций.
settings-paperwork-stamp = Печать
settings-paperwork-stamp-note = Картинка PNG с прозрачным фоном. На бумаге она 38 мм высотой.
settings-paperwork-signature = Подпись
settings-paperwork-signature-note = Картинка PNG с прозрачным фоном. На бумаге она 14 мм высотой.
settings-paperwork-choose = Выбрать файл
settings-paperwork-drop = Убрать
settings-paperwork-open = Открывать готовый документ
settings-paperwork-templates = Шаблоны
settings-paperwork-templates-open = Открыть папку шаблонов
settings-paperwork-templates-note = Шаблоны — текстовые файлы. Измените любой или положите рядом свой: он появится в списке документов. Удалите файл, и вернётся шаблон программы.

paperwork-action = Документы по заявке
paperwork-action-order = Договор-заявка в PDF
paperwork-title = Документы
paperwork-scope = Для каких заявок
paperwork-scope-one = Заявка № { $number }
paperwork-scope-new = Выбранная заявка
paperwork-scope-marked = Отмеченные: { $count }
paperwork-scope-shown = Все в списке: { $count }
paperwork-reading = Читаем шаблоны…
paperwork-own = свой шаблон
paperwork-make = Сделать PDF
paperwork-copy = Скопировать текст
paperwork-templates = Шаблоны
paperwork-close = Закрыть
paperwork-progress = { $done } из { $of }
paperwork-stop = Остановить
paperwork-made-one = Документ готов: { $path }
paperwork-made =
    { $failed ->
        [0] Документов сделано: { $count }. Они в папке { $path }
       *[other] Документов сделано: { $count }, не получилось: { $failed }. Папка: { $path }
    }
paperwork-copied = Текст скопирован, его можно вставить в мессенджер
paperwork-not-made = Документ не получился: не читается шрифт программы
paperwork-not-opened = Документ готов, но открыть его нечем: { $path }
paperwork-picture-wrong = Картинка не подходит, нужен файл PNG не больше 16 МБ: { $path }
paperwork-no-template = Нет шаблона «{ $name }»
paperwork-template-unreadable = Шаблон «{ $name }» не читается: нужен текст в UTF-8 не больше 256 КБ
paperwork-wrong-unknown = Шаблон «{ $name }», строка { $line }: программа не знает поля «{ $text }»
paperwork-wrong-unknown-near = Шаблон «{ $name }», строка { $line }: программа не знает поля «{ $text }». Может быть, «{ $near }»?
paperwork-wrong-outside = Шаблон «{ $name }», строка { $line }: поле «{ $text }» стоит вне списка точек или грузов
paperwork-wrong-brace = Шаблон «{ $name }», строка { $line }: скобка поля не закрыта
paperwork-wrong-list = Шаблон «{ $name }», строка { $line }: список «{ $text }» не открыт или не закрыт

bids-export-title = Заявки
