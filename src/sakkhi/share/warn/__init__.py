"""Watches and records → alerts, and alerts → mail, webhooks, feeds and CAP. Pure: sending is `share/send.py` alone."""
