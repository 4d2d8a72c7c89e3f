# Связи с записями Cargo.Run
links-part = Раздел
links-part-report = Сверка: { $n }
links-part-report-name = Сверка
links-part-table = Таблица связей
links-books = Справочник
links-book = { $name }: { $n }
links-summary = Совпали: { $matched } · Неоднозначны: { $ambiguous } · Только здесь: { $here } · Только в Cargo.Run: { $there }
links-note = Эти записи созданы здесь до первого чтения справочника. Пока вы не подтвердите сверку, из них ничего не отправлено. Клавиши в таблице: 1 связать, 2 разные, 3 позже.
links-note-later = Отложенные записи не отправляются, пока по ним нет решения. Клавиши в таблице: 1 связать, 2 разные, 3 позже.
links-select = Выберите строку, чтобы решить по ней иначе, чем предложено.
links-to = Запись Cargo.Run
links-link = Связать
links-apart = Разные записи
links-send = Создать в Cargo.Run
links-later = Решить позже
links-confirm = Подтвердить: связать { $linked }, создать { $made }, отложить { $later }
links-column-here = Здесь
links-column-key = Ключ
links-column-there = В Cargo.Run
links-column-differ = Различия
links-column-said = Решение
links-column-kind = Вид
links-column-name = Запись
links-column-own = Наш номер
links-column-theirs = Номер Cargo.Run
links-column-when = Связаны
links-column-how = Как
links-differ-none = нет
links-differ = { $n ->
    [one] { $n } поле
    [few] { $n } поля
   *[many] { $n } полей
}
links-said-link = Связать с №{ $number }
links-said-later = Позже
links-said-apart = Разные, создать
links-said-new = Создать
links-how-created = Создано здесь
links-how-pulled = Прочитано из Cargo.Run
links-how-key = Совпал ключ
links-how-hand = Связано вручную
links-how-unrecorded = До учёта связей
links-reading = Таблица читается…
links-empty-title = Связей пока нет
links-empty-hint = Они появятся после первого обмена с Cargo.Run.
links-search = Имя, номер или наш номер
links-export = Сохранить в CSV
links-all = Все
links-unseen = Справочники встретились с данными Cargo.Run: { $names }
links-unseen-note = Одинаковые записи найдены по телефону, номеру или ИНН. Из этих справочников ничего не отправлено, пока вы не посмотрите сверку.
links-look = Посмотреть сверку
toast-links-decided = Сверка подтверждена
toast-links-exported = Таблица связей сохранена: { $path }
cli-links-wait = { $n ->
    [one] Ждёт сверки { $n } запись
    [few] Ждут сверки { $n } записи
   *[many] Ждут сверки { $n } записей
}: посмотрите их командой «link report» и решите командой «link decide». До этого они не отправляются.
cli-link-none = Сверки этого справочника нет.
cli-link-choice = Не понятно решение «{ $text }». Нужно ID=cr:12345, ID=apart или ID=later.
