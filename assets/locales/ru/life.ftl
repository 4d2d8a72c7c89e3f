life-refused-conflict = Сначала решите конфликт этой заявки
life-refused-deleted = Заявка удалена
life-refused-run-is-over = Рейс выполнен: машину, людей и даты уже не меняют. Верните заявку в черновик
life-refused-cancelled = Заявка отменена. Сначала верните её в черновик
life-refused-needs-car = Запущенная заявка не может остаться без машины. Верните её в черновик или назначьте другую машину
life-refused-needs-driver = Запущенная заявка не может остаться без водителя. Верните её в черновик или назначьте другого водителя
life-refused-same-person = Водитель и второй водитель — один человек
life-refused-no-dates = В заявке нет дат, которые можно перенести
life-refused-all-passed = Машина уже была во всех точках
life-refused-before-reached = Точка оказалась бы раньше той, где машина уже была
life-refused-negative-price = Цена не бывает меньше нуля
life-refused-negative-term = Срок оплаты не бывает меньше нуля
life-crosses-car = Машина в эти даты занята заявкой { $bid }
life-crosses-driver = Водитель в эти даты занят заявкой { $bid }
life-crosses-trailer = Прицеп в эти даты занят заявкой { $bid }
life-changed-since = После этого заявку изменили ещё раз: возврат затёр бы новое
life-changed = { $count ->
    [one] { $what }: изменена { $count } заявка
    [few] { $what }: изменены { $count } заявки
   *[many] { $what }: изменено { $count } заявок
}
life-undone = { $count ->
    [one] Отменено: { $what }. Возвращена { $count } заявка
    [few] Отменено: { $what }. Возвращены { $count } заявки
   *[many] Отменено: { $what }. Возвращено { $count } заявок
}
life-redone = { $count ->
    [one] Повторено: { $what }. Изменена { $count } заявка
    [few] Повторено: { $what }. Изменены { $count } заявки
   *[many] Повторено: { $what }. Изменено { $count } заявок
}
life-nothing-changed = Менять нечего: всё уже так
life-nothing-to-undo = Отменять нечего
life-nothing-to-redo = Повторять нечего
life-step-form = Правка заявки
action-redo = Повторить
shell-action-redo = Повторить отменённое
