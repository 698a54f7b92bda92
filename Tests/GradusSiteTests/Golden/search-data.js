gradusSearch([
["steps.html","Steps","Why a step is small. A step is small, as  says. It costs x^2, see the formula, the figure and half. The value is 0.25. L = \\frac{1}{2} (x - 1)^2"],
["steps.html#shared-ground","Steps › Shared ground","step cost 1 0.5 Too large a step leaves the valley."],
["steps.html#turn","Steps › Your turn","Halve a number. half Where does a step go?"],
["steps.html#where-to-go","Steps › Where to go","Go on to the next lesson."],
["more.html","More steps","A second step."],
["more.html#more","More steps › More","Nothing runs here. Back to Steps."]
])
