settings-section-paperwork = Papers
settings-paperwork-organisation = Own organisation
settings-paperwork-organisation-any = As the bid says
settings-paperwork-organisation-note = For bids that name no organisation. Its details come from the book of organisations.
settings-paperwork-stamp = Stamp
settings-paperwork-stamp-note = A PNG picture with a transparent ground. On paper it is 38 mm high.
settings-paperwork-signature = Signature
settings-paperwork-signature-note = A PNG picture with a transparent ground. On paper it is 14 mm high.
settings-paperwork-choose = Choose a file
settings-paperwork-drop = Remove
settings-paperwork-open = Open a finished paper
settings-paperwork-templates = Templates
settings-paperwork-templates-open = Open the folder of templates
settings-paperwork-templates-note = Templates are text files. Change any of them, or put one of your own beside them: it appears in the list of papers. Delete a file, and the program's own template is back.

paperwork-action = Papers of a bid
paperwork-action-order = Transport order as PDF
paperwork-title = Papers
paperwork-scope = Of which bids
paperwork-scope-one = Bid № { $number }
paperwork-scope-new = The selected bid
paperwork-scope-marked = Marked: { $count }
paperwork-scope-shown = All in the list: { $count }
paperwork-reading = Reading the templates…
paperwork-own = own template
paperwork-make = Make PDF
paperwork-copy = Copy text
paperwork-templates = Templates
paperwork-close = Close
paperwork-progress = { $done } of { $of }
paperwork-stop = Stop
paperwork-made-one = The paper is ready: { $path }
paperwork-made =
    { $failed ->
        [0] Papers made: { $count }. They are in { $path }
       *[other] Papers made: { $count }, failed: { $failed }. Folder: { $path }
    }
paperwork-copied = The text is copied and can be pasted into a messenger
paperwork-not-made = The paper could not be made: the program's font can't be read
paperwork-not-opened = The paper is ready, but nothing on this computer opens it: { $path }
paperwork-picture-wrong = The picture can't be used, a PNG file of at most 16 MB is needed: { $path }
paperwork-no-template = There is no template “{ $name }”
paperwork-template-unreadable = The template “{ $name }” can't be read: text in UTF-8 of at most 256 KB is needed
paperwork-wrong-unknown = Template “{ $name }”, line { $line }: the program does not know the field “{ $text }”
paperwork-wrong-unknown-near = Template “{ $name }”, line { $line }: the program does not know the field “{ $text }”. Perhaps “{ $near }”?
paperwork-wrong-outside = Template “{ $name }”, line { $line }: the field “{ $text }” stands outside of a list of points or cargos
paperwork-wrong-brace = Template “{ $name }”, line { $line }: the brace of a field is not closed
paperwork-wrong-list = Template “{ $name }”, line { $line }: the list “{ $text }” is not opened or not closed

bids-export-title = Bids
