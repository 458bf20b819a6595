"""What stands before the routes: who calls, what they may, how much and how long."""
