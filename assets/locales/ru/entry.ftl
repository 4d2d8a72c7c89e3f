entry-action-repeat = Повторить заявку
entry-action-line = Заявка одной строкой
entry-action-rows = Заявки из таблицы
entry-close = Закрыть
entry-guessed = Время не указано: поставлено 09:00
entry-made =
    { $count ->
        [one] Создан { $count } черновик
        [few] Создано { $count } черновика
       *[many] Создано { $count } черновиков
    }

entry-repeat-title = Повторить заявку
entry-repeat-about = Все даты сдвинутся вместе, адреса останутся с координатами.
entry-repeat-first = Первая загрузка
entry-repeat-first-hint = завтра, пн, 15.07 или 15.07 0900; без времени будет { $time }
entry-repeat-until = Повторять до
entry-repeat-until-hint = пусто — одна заявка
entry-every = Какие дни
entry-every-weekday = Будни
entry-every-day = Каждый день
entry-every-week = Раз в неделю
entry-repeat-crew = С той же машиной, прицепом и водителем
entry-repeat-hint = Наберите день и нажмите Enter
entry-repeat-wrong = Дата не читается, или конец раньше начала
entry-repeat-most = Больше за один раз не создаётся
entry-repeat-will =
    { $count ->
        [one] Будет { $count } черновик: { $text }
        [few] Будет { $count } черновика: { $text }
       *[many] Будет { $count } черновиков: { $text }
    }
entry-repeat-make = Создать

entry-line-title = Заявка одной строкой
entry-line-about = Города, даты, вес, объём, цена, заказчик и машина распознаются сами, остальное станет примечанием к грузу.
entry-line-field = Текст заявки
entry-line-hint = Казань Уфа завтра 8 20 т 95 тыс тент верхняя загрузка
entry-line-note = Примечание: { $text }
entry-line-make = Создать черновик

entry-rows-title = Заявки из таблицы
entry-rows-about = Скопируйте строки в Excel и вставьте сюда. Первая строка с названиями столбцов не обязательна.
entry-rows-field = Строки таблицы
entry-rows-hint = Ctrl+V
entry-rows-unnamed = Названий столбцов нет: порядок принят такой — заказчик, откуда, куда, загрузка, выгрузка, груз, вес, объём, цена, машина, прицеп, водитель, примечание
entry-rows-unknown =
    { $count ->
        [one] Не понят и пропущен { $count } столбец
        [few] Не поняты и пропущены { $count } столбца
       *[many] Не поняты и пропущены { $count } столбцов
    }
entry-rows-cut = Взята первая тысяча строк
entry-rows-wrong = Не прочитано: { $text }
entry-rows-all =
    { $count ->
        [one] Создать и { $count } строку, где прочитано не всё
        [few] Создать и { $count } строки, где прочитано не всё
       *[many] Создать и { $count } строк, где прочитано не всё
    }
entry-rows-make = Создать черновики: { $count }
entry-column-customer = заказчик
entry-column-from = откуда
entry-column-to = куда
entry-column-load = загрузка
entry-column-unload = выгрузка
entry-column-cargo = груз
entry-column-weight = вес
entry-column-volume = объём
entry-column-price = цена
entry-column-car = машина
entry-column-trailer = прицеп
entry-column-driver = водитель
entry-column-comment = примечание

templates-action = Заявка по шаблону
templates-action-keep = Сохранить заявку как шаблон
templates-title = Заявка по шаблону
templates-about = Адреса, груз, условия и транспорт берутся из шаблона, даты вы ставите сами.
templates-find = Найти шаблон
templates-none = Шаблонов пока нет. Откройте карточку заявки и выберите «Сохранить заявку как шаблон».
templates-not-found = Такого шаблона нет.
templates-going = Нажмите Del ещё раз, чтобы удалить шаблон. Заявки, сделанные по нему, останутся.
templates-keys = ↑ ↓ — выбрать, Enter — начать заявку, F2 — переименовать, Del — удалить
templates-drop = Удалить шаблон «{ $name }»
templates-rename = Переименовать шаблон «{ $name }»
templates-new-name = Новое название шаблона
templates-name-taken = Шаблон «{ $name }» уже есть: название не изменено.
templates-keep-title = Сохранить как шаблон
templates-keep-about = Хранится на этом рабочем месте. Даты, номер и дата заявки заказчика в шаблон не попадают.
templates-name = Название шаблона
templates-taken = Такой шаблон уже есть и будет заменён.
templates-keep = Сохранить шаблон
templates-replace = Заменить шаблон
templates-kept = Шаблон «{ $name }» сохранён
templates-form-open = Сначала закройте открытую форму: то, что в ней введено, не пропадёт.
