trouble-title = The program did not open
trouble-safe = Nothing was deleted or changed.
trouble-again = Try again
trouble-again-failed = { $count ->
    [one] It did not work: { $count } try.
   *[other] It did not work: { $count } tries.
}
trouble-train = Practise
trouble-quit = Close the program
trouble-busy = Opening…
trouble-folder = Another profile folder
trouble-folder-open = Open
trouble-folder-choose = Choose a folder…
trouble-folder-note = An empty folder begins a new profile; a folder with an older profile opens with its bids.
trouble-copy = Copy the text
trouble-copied = Copied
