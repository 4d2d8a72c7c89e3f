# Экран «Конфликты»: записи, изменённые и здесь, и в Cargo.Run.

conflicts-none-title = Конфликтов нет
conflicts-none-hint = Сюда попадают заявки и записи справочников, которые изменили и у нас, и в Cargo.Run. Пока вы не решите, что взять, ничего не отправляется и не теряется. Обмен: { $sync }.

conflicts-kind-bid = заявка
conflicts-kind-driver = водитель
conflicts-kind-car = машина
conflicts-kind-trailer = прицеп
conflicts-kind-counterparty = контрагент
conflicts-kind-organisation = организация
conflicts-kinds-all = Все
conflicts-kind-bids = Заявки
conflicts-kind-drivers = Водители
conflicts-kind-cars = Машины
conflicts-kind-trailers = Прицепы
conflicts-kind-counterpartys = Контрагенты
conflicts-kind-organisations = Организации

conflicts-counter = { $n } из { $all }
conflicts-solved = решено, осталось сохранить
conflicts-left = { $n ->
    [one] осталось решить { $n } поле
    [few] осталось решить { $n } поля
   *[many] осталось решить { $n } полей
}
conflicts-age-minutes = { $n } мин
conflicts-age-hours = { $n } ч
conflicts-age-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}
conflicts-case-gone = Случай 4 из 4: удалена в Cargo.Run, а у нас изменена
conflicts-case-deleted-here = Случай 4 из 4: изменена в Cargo.Run, а у нас удалена
conflicts-side-ours = на этом компьютере, { $when }
conflicts-side-theirs = { $when }, кто — Cargo.Run не сообщает
conflicts-side-theirs-seen = увидели { $when }, кто — Cargo.Run не сообщает

conflicts-next = Следующий нерешённый
conflicts-previous = Предыдущий нерешённый
conflicts-open-card = Карточка заявки
conflicts-show-all = { $n ->
    [one] Показать ещё { $n } поле без различий
    [few] Показать ещё { $n } поля без различий
   *[many] Показать ещё { $n } полей без различий
}
conflicts-show-differing = Только различия
conflicts-keys = ↑ ↓ поле · ← наше · → из Cargo.Run · Enter своё · Backspace не решено · Ctrl+S сохранить

conflicts-table-name = Поля записи { $name }
conflicts-row-name = { $field }. У нас: { $ours }. В Cargo.Run: { $theirs }. Итог: { $result }
conflicts-column-field = Поле
conflicts-column-ours = У нас
conflicts-column-theirs = В Cargo.Run
conflicts-column-result = Итог
conflicts-column-base = Было

conflicts-origin-ours = наше
conflicts-origin-theirs = из Cargo.Run
conflicts-origin-typed = введено вручную
conflicts-origin-both = одинаково
conflicts-undecided = не решено
conflicts-row-moved = в Cargo.Run снова изменилось

conflicts-type = Ввести своё значение: { $field }
conflicts-typed-name = Своё значение: { $field }
conflicts-typed-hint = Enter — взять, Esc — не менять
conflicts-typed-unread = Такое значение не понять: проверьте написание
conflicts-take-back = Вернуть в нерешённые: { $field }
conflicts-alike = { $n ->
    [one] То же для { $n } остального
   *[other] То же для остальных { $n }
}
conflicts-take-ours = Всё спорное: наше
conflicts-take-theirs = Всё спорное: из Cargo.Run
conflicts-save = Сохранить решение
conflicts-saving = Сверяем с Cargo.Run…
conflicts-save-left = { $n ->
    [one] Сохранить: осталось { $n }
   *[other] Сохранить: осталось { $n }
}

conflicts-effect-there = В Cargo.Run изменится: { $fields }.
conflicts-effect-here = У нас изменится: { $fields }.
conflicts-effect-none = Ни здесь, ни в Cargo.Run ничего не изменится.
conflicts-effect-open = Пока ничего не решено: нигде ничего не изменится.
conflicts-effect-delete = Запись уйдёт в корзину и у нас, с нашими изменениями.
conflicts-effect-delete-there = Запись будет удалена и в Cargo.Run, вместе с тем, что там изменили.
conflicts-effect-keep-there = Удаление отменяется: запись останется и здесь, и в Cargo.Run такой, какой её сделали там.
conflicts-effect-keep = Запись с нашими изменениями будет создана в Cargo.Run заново, под новым номером.
conflicts-findings = Cargo.Run может этого не принять: { $list }
conflicts-crosses-car = по машине пересекается с заявкой { $bid }
conflicts-crosses-driver = по водителю пересекается с заявкой { $bid }
conflicts-crosses-trailer = по прицепу пересекается с заявкой { $bid }
conflicts-crosses-local = без номера

conflicts-done = { $name }: решение сохранено. { $effect }
conflicts-taken-back = Решение отменено: конфликт снова открыт
conflicts-too-late = Отменить нельзя: решение уже уходит в Cargo.Run. Прежние значения целы в истории записи.
conflicts-over = Решать больше нечего: в Cargo.Run вернули прежнее значение
conflicts-moved = Пока вы решали, запись снова изменили в Cargo.Run. Ничего не записано, ваш выбор цел.
conflicts-moved-title = Пока вы решали, запись снова изменили в Cargo.Run
conflicts-moved-next = Ничего не записано, ваш выбор цел. Посмотрите отмеченные поля и сохраните ещё раз.
conflicts-open = Решить конфликт

conflicts-empty = (пусто)
conflicts-never-set = не указывали
conflicts-item-removed = (убрано)
conflicts-item-absent = (нет)
conflicts-not-read = (справочник ещё не прочитан)
conflicts-was-deleted = удалена
conflicts-was-there = не удалена
conflicts-stays-there = остаётся как в Cargo.Run
conflicts-was-kept = оставлена с изменениями
conflicts-yes = да
conflicts-no = нет
conflicts-leaves = выезд

conflicts-about-deleted-here = у нас удалена, в Cargo.Run изменена
conflicts-about-deleted = в Cargo.Run удалена, у нас изменена
conflicts-about-both = изменено с обеих сторон
conflicts-about-order = переставлено с обеих сторон по-разному
conflicts-about-here = изменено только у нас
conflicts-about-there = изменено только в Cargo.Run
conflicts-about-alike = с обеих сторон изменено одинаково
conflicts-about-nobody = не менялось
conflicts-about-added-here = добавлено у нас
conflicts-about-removed-here = убрано у нас
conflicts-about-added-there = добавлено в Cargo.Run
conflicts-about-removed-there = убрано в Cargo.Run
conflicts-about-changed-removed = у нас изменено, в Cargo.Run убрано
conflicts-about-removed-changed = у нас убрано, в Cargo.Run изменено
conflicts-about-added-both = добавлено с обеих сторон по-разному

conflicts-field-deleted = Удаление
conflicts-field-payment-type = Тип оплаты
conflicts-field-price = Цена, НДС
conflicts-field-vat = НДС
conflicts-field-empty-run = Порожняя
conflicts-field-points = Точки
conflicts-field-points-order = Порядок точек
conflicts-field-cargos = Грузы
conflicts-field-cargos-order = Порядок грузов
conflicts-field-cargo = Груз
conflicts-field-last-name = Фамилия
conflicts-field-first-name = Имя
conflicts-field-patronymic = Отчество
conflicts-field-phone = Телефон
conflicts-field-comment = Комментарий
conflicts-field-plate = Номер
conflicts-field-type = Тип
conflicts-field-brand = Марка
conflicts-field-name = Название
conflicts-field-inn = ИНН
conflicts-field-kpp = КПП
conflicts-field-status = Статус
conflicts-field-other = Другое поле
conflicts-part-kind = вид точки
conflicts-part-place = адрес
conflicts-part-times = время
conflicts-part-comment = комментарий
conflicts-part-contact = контакт
conflicts-part-counterparty = контрагент
conflicts-part-name = наименование
conflicts-part-type = тип
conflicts-part-weight = вес
conflicts-part-volume = объём
conflicts-part-size = размеры
conflicts-part-packing = упаковка
conflicts-part-loading = способ погрузки
conflicts-part-custom-type = что за точка
conflicts-part-load-options = как грузят
conflicts-part-options = опции
conflicts-part-properties = поля организации

cli-no-conflict = Нет такого конфликта: { $text }
cli-conflict-field = Поля нет среди спорных, или сторону у него не выбрать: { $text }
cli-conflict-value = Значение не понять: { $text }
cli-conflict-pick = Нужно ПОЛЕ=ours, ПОЛЕ=remote или ПОЛЕ=значение: { $text }
cli-conflict-left = Не решено: { $fields }
cli-conflict-moved = Пока шло решение, запись снова изменили в Cargo.Run. Ничего не записано; посмотрите conflict show ещё раз.
