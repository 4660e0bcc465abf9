"""What unit 16 stands on besides the SDK: its service as a module, served, and under load.

In: a notebook's cells as service.py (module), an application on a thread (running), requests that
come whether or not the last ones are done (load), Redis and Postgres where they are installed
(stores). Out: the service itself, which the learner writes.
"""
