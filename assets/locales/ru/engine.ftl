# Почему запись не там, где должна быть.
trouble-said = { $text }
trouble-offline = Нет связи с Cargo.Run
trouble-timeout = Cargo.Run не ответил вовремя
trouble-server = Cargo.Run ответил ошибкой { $code }
trouble-malformed = Ответ Cargo.Run не удалось прочитать
trouble-sign-in = Нужно войти в Cargo.Run
trouble-forbidden = Этому пользователю так нельзя
trouble-not-found = В Cargo.Run этого нет
trouble-too-many = Cargo.Run просит обращаться реже
trouble-missing-reference = Сначала должна быть отправлена запись справочника, на которую она ссылается
trouble-unsendable = Не хватает данных, чтобы отправить
trouble-bad-address = Адрес сервера указан неверно
trouble-unknown-place = Cargo.Run не знает адреса «{ $address }». Укажите его точнее: город, улицу, дом.
trouble-several-there = В Cargo.Run уже есть несколько таких записей: { $numbers }. Оставьте там одну и отправьте снова.

# Кто решает конфликты.
settings-section-conflicts = Кто решает конфликты
settings-conflicts-note = Конфликт — когда одно и то же изменили и здесь, и в Cargo.Run. Решённое само собой записывается в журнал, и его можно вернуть.
settings-conflicts-bids = Заявки
settings-conflicts-drivers = Водители
settings-conflicts-cars = Машины
settings-conflicts-trailers = Прицепы
settings-conflicts-counterparties = Контрагенты
settings-conflicts-manual = Я сам
settings-conflicts-ours = Здешнее важнее
settings-conflicts-theirs = Cargo.Run важнее
settings-whole-document = Сравнивать целиком, а не по полям
settings-whole-document-of = { $what }: сравнивать целиком, а не по полям
settings-platform-bids = Заявки из Cargo.Run
settings-platform-bids-free = Менять свободно
settings-platform-bids-warn = Предупреждать
settings-platform-bids-lock = Не менять здесь
settings-platform-bids-note = Cargo.Run советует менять заявку там, где она создана.
settings-send-drafts = Сразу отправлять готовые черновики
settings-send-drafts-note = Каждая заявка с полным набором полей уходит в Cargo.Run черновиком, как только сохранена.

# Заявка родом из Cargo.Run.
born-there-warn = Заявка создана в Cargo.Run: лучше менять её там. Изменённое здесь будет отправлено.
born-there-locked = Заявка создана в Cargo.Run, и настройка запрещает менять такие здесь. Измените её в Cargo.Run или снимите запрет в настройках.

# Удалённое сразу многим.
held-bids = { $gone ->
    [one] В Cargo.Run сразу удалена { $gone } заявка
    [few] В Cargo.Run сразу удалены { $gone } заявки
   *[other] В Cargo.Run сразу удалено { $gone } заявок
}
held-books = В справочниках Cargo.Run сразу удалено записей: { $gone }
held-note = Из { $known }. Обмен остановлен, здесь пока ничего не удалено. Если так и задумано, подтвердите; если нет, проверьте Cargo.Run.
held-accept = Удалить и здесь
held-accepted = { $count ->
    [one] Удалена { $count } запись
    [few] Удалены { $count } записи
   *[other] Удалено { $count } записей
}

# Сверка.
proof-equal = сверено { $when }
proof-check = Сверить с Cargo.Run
proof-good = Сверка: здесь и в Cargo.Run одно и то же
proof-differs = Сверка нашла отличий: { $count }. Прочитано заново.
proof-failed = Сверка не удалась: { $text }
doctor-proven = Последняя сверка без отличий: { $when }
doctor-unproven = Сверки без отличий ещё не было
doctor-check-differs = Последняя сверка нашла отличия: отличий { $differing }, пропало { $missing }, здесь { $here }, в Cargo.Run { $there }
doctor-old-operations = Ждут отправки больше суток: { $count }
doctor-set-aside = Отложено после неудач: { $count }
doctor-held = Ждут подтверждения удаления: { $count }

# Решённое само собой.
settled-title = Решено само собой
settled-ours = { $record }, { $field }: осталось наше
settled-theirs = { $record }, { $field }: взято из Cargo.Run
settled-values = было { $old }, стало { $new }
settled-take-back = Вернуть
settled-taken-back = Возвращено
settled-not-taken-back = Вернуть нельзя: запись удалена, в конфликте или уже возвращена
bin-back = Заявка возвращена из корзины
bin-back-as-new = Появился новый черновик с содержанием удалённой заявки
