"""What a satellite does where it is: power, heat, compute. numpy only, bare arrays."""
