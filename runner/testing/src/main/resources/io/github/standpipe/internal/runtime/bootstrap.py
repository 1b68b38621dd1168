"""Runs a handler in Python: asks the runtime API for events, and posts what the handler answers.

Arguments: "fixed" or "live" for clock and ids.
"""

import os
import sys


def fix_time_and_ids():
    """Replaces the clock and random values, so that a case can be repeated."""
    state = {"now": 1767225600.0, "ids": 0, "bytes": 0}

    def urandom(size):
        state["bytes"] += 1
        seed = state["bytes"]
        return bytes((seed * 131 + i * 29 + (i * i) % 251) % 256 for i in range(size))

    os.urandom = urandom
    import datetime
    import random
    import time
    import uuid

    random._urandom = urandom  # imported before us by some installations
    real, day = datetime.datetime, datetime.date

    class Kind(type):
        def __instancecheck__(cls, value):
            return isinstance(value, cls.real)

        def __subclasscheck__(cls, other):
            return other is cls or issubclass(other, cls.real)

    class FixedDate(day, metaclass=Kind):
        real = day

        def __new__(cls, *values, **names):
            return day(*values, **names)

        @classmethod
        def today(cls):
            return day.fromtimestamp(state["now"])

    class FixedDateTime(real, metaclass=Kind):
        real = datetime.datetime

        def __new__(cls, *values, **names):
            return cls.real(*values, **names)

        @classmethod
        def now(cls, tz=None):
            return cls.real.fromtimestamp(state["now"], tz)

        @classmethod
        def utcnow(cls):
            return cls.real.fromtimestamp(state["now"], datetime.timezone.utc).replace(tzinfo=None)

        @classmethod
        def today(cls):
            return cls.real.fromtimestamp(state["now"])

    def uuid4():
        state["ids"] += 1
        return uuid.UUID(int=(0x4000 << 64) | (1 << 63) | state["ids"])

    def of_now(function):
        return lambda seconds=None: function(state["now"] if seconds is None else seconds)

    strftime, localtime = time.strftime, time.localtime
    datetime.date, datetime.datetime, uuid.uuid4, uuid.uuid1 = FixedDate, FixedDateTime, uuid4, lambda *a: uuid4()
    time.time, time.time_ns = lambda: state["now"], lambda: int(round(state["now"] * 1000)) * 1000000
    time.gmtime, time.localtime, time.ctime = of_now(time.gmtime), of_now(time.localtime), of_now(time.ctime)
    time.strftime = lambda form, when=None: strftime(form, localtime(state["now"]) if when is None else when)

    def fix(millis):
        state.update(now=millis / 1000.0, ids=0, bytes=0)
        random.seed(0)

    return fix


import time

real_time = time.time
fixed = fix_time_and_ids() if sys.argv[1] == "fixed" else lambda millis: None

import decimal
import faulthandler
import http.client
import importlib
import json
import logging
import re
import threading
import traceback

BASE = "/2018-06-01/runtime/"
DECIMAL = re.compile(r'"\\u0000decimal:([^"\\]*)\\u0000"')
TIMEOUT = float(sys.argv[2])


class NamedError(Exception):
    def __init__(self, name, message, trace=()):
        super().__init__(message)
        self.name = name
        self.trace = list(trace)


def wait_for_parent():
    """The parent holds the other end of the standard input."""
    try:
        while os.read(0, 4096):
            pass
    finally:
        os._exit(1)


class Context:
    identity = None
    client_context = None

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline - real_time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


class Output:
    """Notices whether anything is printed."""

    def __init__(self):
        self.printed = False
        for stream in (sys.stdout, sys.stderr):
            stream.write = self.noticing(stream.write)

    def noticing(self, write):
        def noticed(text):
            self.printed = True
            return write(text)

        return noticed

    def end(self, request_id):
        """Marks the end of a call's output, if there is any."""
        if not self.printed:
            return {}
        sys.stdout.write("\x01end %s\n" % request_id)
        sys.stdout.flush()
        self.printed = False
        return {"Standpipe-Output": "marked"}


class Api:
    """Two connections, so that nothing waits for the acknowledgement of an answer."""

    def __init__(self, address):
        self.asking = http.client.HTTPConnection(address)
        self.answering = http.client.HTTPConnection(address)
        self.open = False

    def next(self):
        self.asking.request("GET", BASE + "invocation/next")
        answer = self.asking.getresponse()
        return answer.headers, answer.read()

    def post(self, place, body, headers):
        self.acknowledged()
        headers = dict(headers, **{"Content-Type": "application/json"})
        self.answering.request("POST", BASE + place, body, headers)
        self.open = True

    def acknowledged(self):
        if self.open:
            self.open = False
            self.answering.getresponse().read()

    def post_error(self, place, error, request_id=""):
        seen = described(error)
        if request_id:
            seen["requestId"] = request_id
        sys.stdout.write("[ERROR] %s: %s\n" % (seen["errorType"], seen["errorMessage"]))
        if seen["stackTrace"]:
            sys.stdout.write("Traceback (most recent call last):\n" + "".join(seen["stackTrace"]))
        self.post(place, json.dumps(seen).encode(), output.end(request_id))


def described(error):
    if isinstance(error, NamedError):
        return {"errorMessage": str(error), "errorType": error.name, "stackTrace": error.trace}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__)
              if frame.filename != __file__ and not frame.filename.startswith("<frozen importlib")]
    return {
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "stackTrace": traceback.format_list(frames),
    }


def find_handler(name):
    if "." not in name:
        raise NamedError("Runtime.MalformedHandlerName",
                         "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name)
    module_name, function_name = name.rsplit(".", 1)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise NamedError("Runtime.ImportModuleError",
                         "Unable to import module '%s': %s" % (module_name, error))
    except SyntaxError as error:
        raise NamedError("Runtime.UserCodeSyntaxError",
                         "Syntax error in module '%s': %s" % (module_name, error),
                         ['  File "%s" Line %s\n    %s\n' % (error.filename, error.lineno, (error.text or "").strip())])
    handler = getattr(module, function_name, None)
    if handler is None:
        raise NamedError("Runtime.HandlerNotFound",
                         "Handler '%s' missing on module '%s'" % (function_name, module_name))
    return handler


def plain(value):
    if isinstance(value, decimal.Decimal):
        return float("nan") if value.is_nan() else "\0decimal:%s\0" % value
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


def written(value):
    try:
        return DECIMAL.sub(r"\1", json.dumps(value, default=plain)).encode()
    except Exception as error:
        raise NamedError("Runtime.MarshalError", "Unable to marshal response: %s" % error)


def serve(api, handler):
    while True:
        headers, body = api.next()
        request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        os.environ["_X_AMZN_TRACE_ID"] = headers.get("Lambda-Runtime-Trace-Id", "")
        # ends the process even if it never yields and the parent, which would end it, is gone
        faulthandler.dump_traceback_later(TIMEOUT + 5, exit=True, file=NOTHING)
        fixed(float(headers.get("Standpipe-Fixed-Time-Ms", "0")))
        try:
            answer = written(handler(json.loads(body), Context(headers)))
        except Exception as error:
            api.post_error("invocation/%s/error" % request_id, error, request_id)
        else:
            api.post("invocation/%s/response" % request_id, answer, output.end(request_id))
        faulthandler.cancel_dump_traceback_later()


NOTHING = open(os.devnull, "w")
output = Output()
threading.Thread(target=wait_for_parent, daemon=True).start()
log = logging.StreamHandler(sys.stdout)
log.setFormatter(logging.Formatter("[%(levelname)s]\t%(message)s"))
logging.getLogger().addHandler(log)
own = Api(os.environ["AWS_LAMBDA_RUNTIME_API"])
try:
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    found = find_handler(os.environ["_HANDLER"])
except Exception as failure:
    own.post_error("init/error", failure)
    own.acknowledged()
    sys.exit(1)
try:
    serve(own, found)
except (ConnectionError, http.client.HTTPException):
    os._exit(1)  # the runtime API is gone
