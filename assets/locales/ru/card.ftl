card-title = № { $number }
card-title-new = Новая заявка
card-route-none = Маршрут не задан
card-close = Закрыть карточку
card-more = Другие действия
card-not-read-yet = справочник ещё не прочитан

card-step-edit = Изменить
card-step-send = Отправить
card-step-start = Запустить
card-step-revert = Вернуть в черновик
card-step-cancel = Отменить заявку
card-step-delete = Удалить

card-ask-revert = Вернуть заявку № { $number } в черновик?
card-ask-revert-about = В Cargo.Run она снова станет черновиком, и запускать её придётся заново.
card-ask-cancel = Отменить заявку № { $number }?
card-ask-cancel-about = В Cargo.Run она станет отменённой, машина и водитель освободятся.
card-ask-delete = Удалить заявку № { $number }?
card-ask-delete-about = Она будет удалена и здесь, и в Cargo.Run.
card-ask-no = Не нужно

card-section-route = Маршрут
card-section-transport = Транспорт и люди
card-section-money = Оплата
card-section-cargo = Груз
card-section-mileage = Пробег
card-section-exchange = Обмен с Cargo.Run

card-point-start = Начало рейса
card-point-load = Загрузка
card-point-unload = Выгрузка
card-point-custom = Произвольная точка
card-point-service = Сервис
card-no-plan = время не назначено
card-fact-auto = GPS: въезд { $entered }, выезд { $left }
card-fact-auto-in = GPS: въезд { $entered }
card-fact-auto-out = GPS: выезд { $left }
card-fact-driver = Водитель: прибытие { $entered }
card-fact-logist = Диспетчер: прибытие { $entered }
card-arrival-in-time = вовремя
card-arrival-late = опоздание { $by }
card-place-approximate = Место примерное: адрес нужно уточнить перед отправкой
card-place-typed = Адрес ещё не найден на карте

card-field-customer = Заказчик
card-field-car = Машина
card-field-trailer = Прицеп
card-field-driver = Водитель
card-field-second-driver = Второй водитель
card-field-organisation = Организация
card-field-responsible = Ответственный
card-field-price = Цена
card-field-term = Срок оплаты
card-field-contract = Договор
card-field-plan-mileage = План
card-field-fact-empty-mileage = Порожний пробег, факт
card-fact-counts = { $fact } · засчитано
card-field-fact-mileage = Факт
card-field-updated-there = Обновлена в Cargo.Run
card-field-updated-here = Обновлена у нас
card-field-synced = Последняя синхронизация
card-date-unknown = Cargo.Run не сообщает
card-field-case = Состояние
sync-case-same = Случай 1 из 4: с обеих сторон одинаково
sync-case-ours = Случай 2 из 4: изменено у нас, нужно обновить в Cargo.Run
sync-case-theirs = Случай 3 из 4: изменено в Cargo.Run, нужно обновить у нас
sync-case-both = Случай 4 из 4: изменено и в Cargo.Run, и у нас
card-never = ещё не было
card-inn = ИНН { $inn }
card-vat-on-top = НДС сверху
card-term-calendar = { $days ->
    [one] { $days } календарный день
    [few] { $days } календарных дня
   *[many] { $days } календарных дней
}
card-term-banking = { $days ->
    [one] { $days } банковский день
    [few] { $days } банковских дня
   *[many] { $days } банковских дней
}
card-term-days = { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}
card-km = { $km } км
card-tonnes = { $t } т
card-cubic = { $m } м³
card-hours = { $n } ч
card-minutes = { $n } мин
card-field-payment = Состояние оплаты
card-field-due = Оплатить до
card-field-unpaid = Не оплачено
card-field-invoice = Счёт от
card-due-counted = ≈ { $day }
card-due-counted-about = посчитано по сроку оплаты, праздники не учтены
card-phone-copy = Скопировать номер { $phone }
card-phone-call = Позвонить { $phone }
error-not-dialled = Программа для звонков не открылась. Номер: { $phone }
trail-title-changes = История изменений
trail-title-calls = Обмен с Cargo.Run
trail-title-said = Ответ сервера как пришёл
trail-open = Показать: { $what }
trail-close = Свернуть: { $what }
trail-reading = Читаем…
trail-no-changes = Изменений не записано
trail-no-calls = Запросов об этой заявке в журнале нет
trail-calls-about = Все запросы об этой заявке: чтения, отправки, запуск и другие шаги
trail-copy = Скопировать
trail-platform = Cargo.Run
trail-here = на этом компьютере
trail-made = Заявка создана
trail-step-sent = Отправлена в Cargo.Run
trail-step-started = Запущена
trail-step-reverted = Возвращена в черновик
trail-step-cancelled = Отменена
trail-step-completed = Завершена вручную
trail-resolved = решение диспетчера
trail-ours-first = по настройке: приоритет у этого компьютера
trail-theirs-first = по настройке: приоритет у Cargo.Run
trail-no-answer = нет ответа
trail-ms = { $ms } мс
