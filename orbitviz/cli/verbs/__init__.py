"""The verbs: a module here for each, with a function of the same name.

VERBS   name -> what `orbitviz --help` says of it, the first line of the function's docstring; it
        is repeated here because a verb is imported only when it runs
"""

VERBS = {
    "window": "Open the window (the default verb).",
    "render": "Draw a picture of designs and catalogues; works without a display.",
    "film": "Film a tour: every frame drawn for its own time; goes on where it was interrupted.",
    "tour": "List the shots of a tour and check it, or list the built-in tours.",
    "poster": "Lay a design out on one page: globe, shells to scale, satellite, "
    "figures, assumptions.",
    "map": "Draw a map of the Earth with the satellites over it; needs no OpenGL.",
    "export": "Write position, velocity, ground point and sunlight of satellites at one time.",
    "find": "Find the satellites of which a predicate is true, by power, heat, place or name.",
    "density": "Tell how crowded space is: satellites per km3 by altitude and latitude.",
    "fit": "Find the groups of shells that the objects of a catalogue make, and how well they fit.",
    "report": "Report power, heat and compute by group and shell, now and through the year.",
    "cost": "Tell what computing costs in orbit and on the ground, and what would make them equal.",
    "compare": "Compare two designs at one time: figures, differences, what is better and worse.",
    "check": "Check a design: separations, crossing shells, eclipses, power and heat, and what "
    "mends it.",
    "plan": "Follow a fleet over the years: launched, working, failed, replaced, retired, gone.",
    "scale": "Tell how large a fleet is: Kardashev, payback of launching it, debris, the air.",
    "satellite": "Tell everything about one satellite at one time: orbit, Sun, state, neighbours.",
    "transient": "Follow one satellite step by step where its state does not repeat from orbit to "
    "orbit.",
    "passes": "List the passes of a satellite over a site, and in what light they happen.",
    "coverage": "Tell how many satellites are in view by latitude, and the worst place on Earth.",
    "sky": "Count the satellites in the sky of a place, by brightness, beside the stars.",
    "links": "List the links of each shell: how many, how long over an orbit, how many broken.",
    "route": "Find the shortest way of light between two sites through the links of satellites.",
    "doctor": "Report versions, the OpenGL driver, the assets and the accuracy of GPU positions.",
    "bench": "Measure frame times of 10,000 to 10,000,000 satellites, stages, start-up, memory, "
    "idle load.",
    "schema": "Print the JSON Schema of designs or tours.",
    "designs": "List the built-in designs.",
}
