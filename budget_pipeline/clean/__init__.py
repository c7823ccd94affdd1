"""Step 2: text into exact values, codes and names; personal data is removed here."""
