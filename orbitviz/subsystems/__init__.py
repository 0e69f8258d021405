"""What a satellite does where it is: power, heat, compute. Functions of numpy arrays."""
