# Где заявка стоит в Cargo.Run.
status-draft = Черновик
status-planned = Ожидает
status-started = В работе
status-done = Выполнена
status-cancelled = Отменена

# Где запись стоит в обмене с Cargo.Run.
status-exchange-local = только здесь
status-exchange-waiting = ждёт отправки
status-exchange-sending = отправляется
status-exchange-unknown = ответ неизвестен
status-exchange-sent = отправлена
status-exchange-dirty = изменена
status-exchange-conflict = конфликт
status-exchange-rejected = отклонена
status-exchange-gone = удалена в Cargo.Run
status-exchange-deleting = удаляется
status-exchange-quarantine = отложена
status-exchange-deleted = удалена

# То же, целым предложением.
status-exchange-local-about = Есть только на этом компьютере. Отправьте, когда всё заполнено.
status-exchange-waiting-about = Уйдёт в Cargo.Run, как только дойдёт очередь и будет связь.
status-exchange-sending-about = Запрос в пути, ответа ещё нет.
status-exchange-unknown-about = Запрос ушёл, ответ не пришёл. Программа сама узнаёт, принята ли она; второй раз она не создаётся.
status-exchange-sent-about = Здесь и в Cargo.Run одно и то же.
status-exchange-dirty-about = Изменена здесь, в Cargo.Run ещё прежняя. Отправьте изменения.
status-exchange-conflict-about = Изменена и здесь, и в Cargo.Run. Решите, что взять.
status-exchange-rejected-about = Cargo.Run её не принял. Исправьте и отправьте снова.
status-exchange-gone-about = В Cargo.Run её удалили, пока здесь она менялась.
status-exchange-deleting-about = Удаление ждёт отправки в Cargo.Run.
status-exchange-quarantine-about = Отложена после нескольких неудач, чтобы не держать остальные. Отправьте снова, когда причина устранена.
status-exchange-deleted-about = Удалена. Вернуть: Ctrl+Z.

status-books-active = используется
status-books-inactive = не используется
status-books-deleted = больше не предлагается
status-counterparty-none = обычный
status-counterparty-priority = приоритетный
status-counterparty-suspended = приостановлен
