# Why a step isn't offered.
errors-step-already-sent = Cargo.Run already has it as it is
errors-step-not-sent = Send the bid to Cargo.Run first
errors-step-wrong-status = Not possible in this status
errors-step-busy = The previous step is still under way
errors-step-in-conflict = Resolve the conflict first
errors-step-deleted = The bid is deleted

# What stands in the way of a bid.
errors-bid-rejected = Cargo.Run did not take the bid
errors-bid-rejected-next = Everything you typed is kept here. Correct what is named and send it again.
errors-bid-conflict = Changed both here and in Cargo.Run
errors-bid-conflict-next = Nothing is lost: both versions are kept. Sending waits for your decision.
errors-bid-gone = Deleted in Cargo.Run while it was changed here
errors-bid-gone-next = Your version is kept here. Delete it if it is no longer needed.
errors-bid-quarantine = Set aside after several failures
errors-bid-quarantine-next = The other bids go on being sent. Remove the cause and send it again.
errors-bid-unknown = No answer came from Cargo.Run
errors-bid-unknown-next = The program finds out by itself whether the bid was taken, and does not create it twice. Nothing to do.
errors-bid-retry = Could not send it yet
errors-bid-retry-next = The bid is kept here. The program will try again by itself.
