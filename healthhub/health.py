from django.db import DatabaseError, connection
from django.http import HttpResponse

from articles.doors import public


@public
def healthz(request):
    """200 when this server can serve: it answers, and its database answers it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        response = HttpResponse("The database does not answer.\n", "text/plain", status=503)
    else:
        response = HttpResponse("ok\n", "text/plain")
    response["Cache-Control"] = "no-store"
    return response
