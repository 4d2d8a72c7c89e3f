trouble-title = Программа не открылась
trouble-safe = Ничего не удалено и не изменено.
trouble-again = Попробовать снова
trouble-again-failed = { $count ->
    [one] Не получилось: { $count } попытка.
    [few] Не получилось: { $count } попытки.
   *[other] Не получилось: { $count } попыток.
}
trouble-train = Потренироваться
trouble-quit = Закрыть программу
trouble-busy = Открываю…
trouble-folder = Другая папка профиля
trouble-folder-open = Открыть
trouble-folder-choose = Выбрать папку…
trouble-folder-note = В пустой папке начнётся новый профиль; папка со старым профилем откроется с его заявками.
trouble-copy = Скопировать текст
trouble-copied = Скопировано
