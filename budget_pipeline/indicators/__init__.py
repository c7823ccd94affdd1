"""Step 5: one SQL file per indicator; verdicts, evidence and coverage in indexed tables."""
