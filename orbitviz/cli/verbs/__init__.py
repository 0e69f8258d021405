"""The verbs: a module here for each, with a function of the same name.

VERBS   name -> what `orbitviz --help` says of it, the first line of the function's docstring; it
        is repeated here because a verb is imported only when it runs
"""

VERBS = {
    "window": "Open the window (the verb may be left out).",
    "render": "Draw a picture of designs and catalogues; works with no display.",
    "export": "Write position, velocity, ground point and sunlight of every satellite at one time.",
    "report": "Report power, heat and compute by group and shell, now and through the year.",
    "transient": "Follow one satellite step by step where its orbits do not repeat.",
    "doctor": "Tell versions, the OpenGL driver, the assets and the exactness of the GPU's "
    "positions.",
    "bench": "Measure frames of 10,000 to 10,000,000 satellites, stages, start-up, memory and "
    "idle.",
    "schema": "Print the JSON Schema of designs.",
    "designs": "List the built-in designs.",
}
