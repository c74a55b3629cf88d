from taxonomy.models.concept import Concept
from taxonomy.models.label import Label
from taxonomy.models.place import Place
from taxonomy.models.scheme import Scheme

__all__ = ["Concept", "Label", "Place", "Scheme"]
