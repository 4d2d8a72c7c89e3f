plan-will-be-late = по прогнозу опоздает на { $by }
plan-expected = прогноз { $at }
plan-expected-late = прогноз { $at }, опоздание { $by }
plan-expected-platform = прогноз Cargo.Run { $at }
plan-expected-platform-late = прогноз Cargo.Run { $at }, опоздание { $by }
plan-not-there = машины ещё нет, опоздание уже { $by }
plan-seen = По координатам: въезд { $entered }, выезд { $left }
plan-seen-in = По координатам: въезд { $entered }
settings-plan-title = Прогноз прибытия
settings-plan-wheel = За рулём до перерыва
settings-plan-pause = Перерыв
settings-plan-day = За рулём в день
settings-plan-rest = Ежедневный отдых
settings-plan-stay = Стоянка в точке, если не указана
settings-plan-note = По этим числам считается, когда машина будет в следующих точках. Если прогноз прислала Cargo.Run, для ближайшей точки берётся он.
screen-plan = План
plan-surface-name = План: строки и время
plan-reading = Собираем план…
plan-no-data = План не прочитать
plan-nothing = По этому поиску на плане ничего нет
plan-empty-hint = Рейсы появятся на плане, как только будет первая заявка с датами.
plan-shown = строк { $rows }, без назначения { $tray }
plan-crossing = { $n ->
    [one] { $n } заявка в пересечении
    [few] { $n } заявки в пересечении
   *[many] { $n } заявок в пересечении
}
plan-crossing-about = Показать только заявки, которые пересекаются
plan-rows = Строки
plan-grouping = Группы
plan-group-none = Подряд
plan-group-now = Кто свободен
plan-group-kind = По типу
plan-group-free = СВОБОДНЫ СЕЙЧАС
plan-group-busy = В РЕЙСЕ
plan-group-away = НЕ РАБОТАЮТ
plan-group-no-kind = ТИП НЕ УКАЗАН
plan-span = Масштаб
plan-day = День
plan-three-days = 3 дня
plan-week = Неделя
plan-month = Месяц
plan-now = Сейчас
plan-no-car = без машины
plan-no-dates = нет дат
plan-crosses = пересекается с другой заявкой
plan-row-bids = { $n ->
    [one] { $n } заявка
    [few] { $n } заявки
   *[many] { $n } заявок
}
plan-run = порожний пробег { $km }, { $time } за рулём, есть { $room }
plan-run-short = порожний пробег { $km }, { $time } за рулём, а есть только { $room }
plan-before = до неё: { $run }
plan-after = после неё: { $run }
plan-is-free = в это время свободно
plan-crosses-bid = пересекается: { $bid }
plan-crosses-more = и ещё с { $n }
plan-away = не работает: { $why }
plan-to-tray = Снять с назначения
plan-in-tray = без назначения
plan-tray-cars = Без машины: { $n }
plan-tray-drivers = Без водителя: { $n }
plan-tray-trailers = Без прицепа: { $n }
plan-tray-about = Перетащите на строку или выберите и нажмите Enter
plan-carry-pointer = Отпустите, чтобы назначить; Shift – не менять время, Esc – отменить
plan-carry-keys = Стрелки двигают, Shift – на сутки, Enter назначает, Esc отменяет
plan-carry-pointer-tray = Отпустите, чтобы снять; Esc – отменить
plan-carry-keys-tray = Стрелки двигают, Enter снимает, Esc отменяет
plan-carry-pointer-refused = Сюда не положить: выберите другое место, Esc – отменить
plan-carry-keys-refused = Сюда не положить: стрелки двигают, Esc отменяет
plan-step-tray = Снятие с назначения
plan-step-row = Назначение
plan-step-moved = Перенос по плану
plan-mon = пн
plan-tue = вт
plan-wed = ср
plan-thu = чт
plan-fri = пт
plan-sat = сб
plan-sun = вс
