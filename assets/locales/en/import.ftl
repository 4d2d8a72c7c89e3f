# Import and export of tables.

import-button = Import…
export-button = Export…
export-xlsx = As on screen, Excel (.xlsx)
export-csv = As on screen, CSV (.csv)
export-sample = Empty sample, Excel (.xlsx)
export-sample-file = cargorun-sample
export-text-long = { $name }: a text is longer than 32,767 signs and does not fit into Excel. Save as CSV.
toast-exported = Saved: { $path }
table-yes = yes
table-no = no
table-choices = Choices

import-drop = Let go of the file to import it: { $book }
import-title = Import: { $book }
import-reading = Reading the file…
import-planning = Comparing…
import-sheet = Sheet
import-header = The first row of the table holds names of columns
import-columns = Columns of the file: { $known } of { $all } recognised
import-column = Column { $name }
import-column-unnamed = without a name, { $number }
import-ignore = do not import
import-none-known = No column was recognised by its name. Say what is in which column.
import-other-file = Another file…
import-close = Close the import
import-stop = Stop
import-undo = Undo the import
import-column-line = Row
import-column-verdict = What will be
import-verdict-create = new
import-verdict-change = changed
import-verdict-same = no change
import-verdict-wrong = error
import-filter-all = All rows
import-filter-create = New
import-filter-change = Changed
import-filter-same = No change
import-filter-wrong = With errors
import-was = was: { $text }
import-was-empty = was empty
import-problems = What is wrong: { $errors ->
    [0] no errors
    [one] { $errors } error
   *[other] { $errors } errors
}{ $warnings ->
    [0] {""}
    [one] {", "}{ $warnings } warning
   *[other] {", "}{ $warnings } warnings
}
import-problem-column = Column
import-problem-value = Value
import-problem-what = What is wrong
import-write = { $count ->
    [one] Import { $count } row
   *[other] Import { $count } rows
}
import-nothing = Nothing to import
import-wrong-left-out = { $count ->
    [one] { $count } row with an error is left out
   *[other] { $count } rows with errors are left out
}
import-writing = Rows written: { $done } of { $all }
import-done = The import is done
import-done-counts = Created: { $created }. Changed: { $changed }. Without change: { $skipped }. With errors, left out: { $wrong }.
import-done-sends = What is new or changed is on its way to Cargo.Run.
import-done-nothing = There is nothing to send to Cargo.Run.
import-stopped = The import was stopped, nothing was written.
import-failed = The import was not written, the book is as it was
import-undone = Import undone, records: { $done }{ $left ->
    [0] {"."}
   *[other] {". "}Not undone: { $left }, they are being sent.
}
import-empty = There are no rows under the names of the columns.

import-file-io = File “{ $name }” does not open: { $text }
import-file-empty = There is nothing in “{ $name }”.
import-file-large = “{ $name }” is larger than 64 MB. Split it.
import-file-cells = “{ $name }” has more than 100,000 rows or 256 columns. Delete what is not needed.
import-file-locked = “{ $name }” is locked with a password. Take the password away in Excel and save it.
import-file-old = “{ $name }” is a workbook of an old Excel. Save it as .xlsx.
import-file-no-table = “{ $name }” is no table. An .xlsx or .csv is needed.
import-file-damaged = “{ $name }” is damaged: { $text }

import-problem-lacks = required column “{ $field }” is missing
import-problem-twice = this record stands in row { $row } already, with other values
import-problem-repeated = row { $row } again
import-problem-several = such records in the book: { $count }; say which
import-problem-broken = an Excel error in the cell
import-problem-rounded = Excel has rounded a long number: make the cell text and type it again
import-problem-became-date = did Excel make a date of it? Check
import-problem-date-here = a date does not belong here
import-problem-too-long = the text is too long
import-problem-no-item = not in the catalog of Cargo.Run
import-problem-old-item = no longer in the catalog of Cargo.Run
import-problem-several-items = several such in the catalog; give the number
import-problem-no-employee = no such employee
import-problem-several-employees = several such employees; give the number
import-problem-no-driver = no such driver
import-problem-several-drivers = several such drivers; give the phone
import-problem-no-flag = “yes” or “no” is needed
import-problem-no-standing = “ordinary”, “priority” or “suspended” is needed
import-problem-initials = whole names are needed, not initials
import-problem-closed = the record waits for a decision or its deletion
import-problem-was-deleted = such a record was deleted; a new one will be made
import-problem-zero = a zero was put back in front: Excel drops it

cli-no-sheet = There is no sheet “{ $text }”. There are: { $known }
cli-bad-ending = { $path }: the file’s name has to end in .xlsx or .csv.
