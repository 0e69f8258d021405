"""What is wrong with a design: findings of rules, each with its reason and what would mend it."""
