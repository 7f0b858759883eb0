"""Photos placed into folders, and back: a plan goes in, and whatever happens, no photo is lost.

Here belong the journal, the steps, placing without replacing, and recovery. What goes where is decided in
`core/planner`.
"""
