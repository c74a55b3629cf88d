"""The `@@` of PostgreSQL with a text query that is compiled already."""

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Lookup


@SearchVectorField.register_lookup
class Matches(Lookup):
    """`vector__matches="…"` where the right side is the text of a tsquery."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        vector, params = self.process_lhs(compiler, connection)
        return f"{vector} @@ %s::tsquery", [*params, self.rhs]
