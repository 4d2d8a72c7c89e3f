app-name = Cargo.Run Desk
