r"""With `keepdims` the maxima form a column, and each row loses its own.
Now the greatest exponent of each row is 0: nothing overflows, and no sum
is less than 1, so there is no division by 0 either. A score of minus
infinity gets the share 0, which is how a language model is kept from
looking at words that are still to come.
"""

import numpy as np


def softmax(x):
    sizes = np.exp(x - x.max(axis=-1, keepdims=True))
    return sizes / sizes.sum(axis=-1, keepdims=True)
