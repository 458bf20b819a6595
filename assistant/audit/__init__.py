"""Audit log (审计日志): who asked and what they were told, in a chain nobody can change unseen."""
