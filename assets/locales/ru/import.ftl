# Импорт и экспорт таблиц.

import-button = Импорт…
export-button = Экспорт…
export-xlsx = Как на экране, Excel (.xlsx)
export-csv = Как на экране, CSV (.csv)
export-sample = Пустой образец, Excel (.xlsx)
export-sample-file = cargorun-образец
export-text-long = { $name }: текст длиннее 32 767 знаков, в Excel не помещается. Сохраните в CSV.
toast-exported = Сохранено: { $path }
table-yes = да
table-no = нет
table-choices = Что можно выбрать

import-drop = Отпустите файл, чтобы импортировать: { $book }
import-title = Импорт: { $book }
import-reading = Читается файл…
import-planning = Сверяется…
import-sheet = Лист
import-header = Первая строка таблицы — названия столбцов
import-columns = Столбцы файла: узнано { $known } из { $all }
import-column = Столбец { $name }
import-column-unnamed = без названия, { $number }
import-ignore = не импортировать
import-none-known = Ни один столбец не узнан по названию. Укажите, что в каком столбце.
import-other-file = Другой файл…
import-close = Закрыть импорт
import-stop = Остановить
import-undo = Отменить импорт
import-column-line = Строка
import-column-verdict = Что будет
import-verdict-create = новая
import-verdict-change = изменится
import-verdict-same = без изменений
import-verdict-wrong = ошибка
import-filter-all = Все строки
import-filter-create = Новые
import-filter-change = Изменятся
import-filter-same = Без изменений
import-filter-wrong = С ошибками
import-was = было: { $text }
import-was-empty = было пусто
import-problems = Что не так: { $errors ->
    [0] ошибок нет
    [one] { $errors } ошибка
    [few] { $errors } ошибки
   *[many] { $errors } ошибок
}{ $warnings ->
    [0] {""}
    [one] {", "}{ $warnings } предупреждение
    [few] {", "}{ $warnings } предупреждения
   *[many] {", "}{ $warnings } предупреждений
}
import-problem-column = Столбец
import-problem-value = Значение
import-problem-what = Что не так
import-write = { $count ->
    [one] Импортировать { $count } строку
    [few] Импортировать { $count } строки
   *[many] Импортировать { $count } строк
}
import-nothing = Импортировать нечего
import-wrong-left-out = { $count ->
    [one] { $count } строка с ошибкой не войдёт
    [few] { $count } строки с ошибками не войдут
   *[many] { $count } строк с ошибками не войдут
}
import-writing = Записано строк: { $done } из { $all }
import-done = Импорт закончен
import-done-counts = Создано: { $created }. Изменено: { $changed }. Без изменений: { $skipped }. С ошибками, не вошли: { $wrong }.
import-done-sends = Новое и изменённое отправляется в Cargo.Run.
import-done-nothing = В Cargo.Run отправлять нечего.
import-stopped = Импорт остановлен, ничего не записано.
import-failed = Импорт не записан, в справочнике всё по-прежнему
import-undone = Импорт отменён, записей: { $done }{ $left ->
    [0] {"."}
   *[other] {". "}Не отменено: { $left }, их отправка уже идёт.
}
import-empty = В файле нет строк под названиями столбцов.

import-file-io = Файл «{ $name }» не открывается: { $text }
import-file-empty = В файле «{ $name }» ничего нет.
import-file-large = Файл «{ $name }» больше 64 МБ. Разделите его.
import-file-cells = В файле «{ $name }» больше 100 000 строк или 256 столбцов. Удалите лишнее.
import-file-locked = Файл «{ $name }» закрыт паролем. Снимите пароль в Excel и сохраните.
import-file-old = «{ $name }» — книга старого Excel. Сохраните её как .xlsx.
import-file-no-table = «{ $name }» — не таблица. Нужен .xlsx или .csv.
import-file-damaged = Файл «{ $name }» повреждён: { $text }

import-problem-lacks = нет обязательного столбца «{ $field }»
import-problem-twice = эта запись уже есть в строке { $row }, с другими значениями
import-problem-repeated = повтор строки { $row }
import-problem-several = таких записей в справочнике: { $count }; уточните, какая
import-problem-broken = ошибка Excel в ячейке
import-problem-rounded = Excel округлил длинное число: сделайте ячейку текстовой и введите заново
import-problem-became-date = Excel превратил это в дату? Проверьте
import-problem-date-here = сюда попала дата
import-problem-too-long = слишком длинный текст
import-problem-no-item = такого нет в каталоге Cargo.Run
import-problem-old-item = в каталоге Cargo.Run этого больше нет
import-problem-several-items = в каталоге несколько таких; укажите номер
import-problem-no-employee = нет такого сотрудника
import-problem-several-employees = таких сотрудников несколько; укажите номер
import-problem-no-driver = нет такого водителя
import-problem-several-drivers = таких водителей несколько; укажите телефон
import-problem-no-flag = нужно «да» или «нет»
import-problem-no-standing = нужно «обычный», «приоритетный» или «приостановлен»
import-problem-initials = нужны имя и отчество целиком, не инициалы
import-problem-closed = запись ждёт решения или удаления
import-problem-was-deleted = такая запись удалена; будет создана новая
import-problem-zero = вернули ноль в начало: Excel его убирает

cli-no-sheet = Листа «{ $text }» нет. Есть: { $known }
cli-bad-ending = { $path }: имя файла должно кончаться на .xlsx или .csv.
