import pytest

from tests.charts import made


@pytest.fixture(params=sorted(made.ALL))
def result(request):
    return made.ALL[request.param]
