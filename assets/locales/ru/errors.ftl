# Почему действие не предлагается.
errors-step-already-sent = Cargo.Run уже получил её в этом виде
errors-step-not-sent = Сначала отправьте заявку в Cargo.Run
errors-step-wrong-status = В этом статусе так нельзя
errors-step-busy = Предыдущее действие ещё выполняется
errors-step-in-conflict = Сначала решите конфликт
errors-step-deleted = Заявка удалена

# Что стоит на пути заявки.
errors-bid-rejected = Cargo.Run не принял заявку
errors-bid-rejected-next = Всё введённое сохранено здесь. Исправьте, что названо, и отправьте снова.
errors-bid-conflict = Изменена и здесь, и в Cargo.Run
errors-bid-conflict-next = Ничего не потеряно: обе версии сохранены. Отправка ждёт вашего решения.
errors-bid-gone = Удалена в Cargo.Run, пока менялась здесь
errors-bid-gone-next = Ваша версия сохранена здесь. Если она больше не нужна, удалите её.
errors-bid-quarantine = Отложена после нескольких неудач
errors-bid-quarantine-next = Остальные заявки отправляются. Исправьте причину и отправьте снова.
errors-bid-unknown = Ответ Cargo.Run не пришёл
errors-bid-unknown-next = Программа сама узнаёт, принята ли заявка, и не создаёт её второй раз. Ничего делать не нужно.
errors-bid-retry = Отправить пока не удалось
errors-bid-retry-next = Заявка сохранена здесь. Программа попробует снова сама.
