"""Sending an issue out: who gets which copies, packs for units, the register, what came back."""
