"""What Larkspur's documentation knows: facts as rows, with the ways in which people ask for them.

In: closed tables of text. Out: drawing values and writing pages (handbook), the gold set
(handbook_gold).

A fact's row: sentence with {v} | values | a question in the page's words | one in other words
"""

GUIDES = """
# Backups
Each of them is kept for {v} days. | 7 14 21 35 60 | For how many days is a backup kept? | How far back can we go to get at a copy of our data?
A new backup starts every {v} hours. | 2 4 6 8 12 | How often does a new backup start? | How much recent work might be missing from the latest copy?
# Restore
For 100 GB it takes about {v} minutes. | 11 18 25 40 55 | How long does the restore of 100 GB take? | When will our data be back after an accident, for a tenth of a terabyte?
A restored cluster is reachable by its owner alone for {v} hours. | 3 5 9 24 48 | For how many hours is a restored cluster reachable by its owner alone? | How long are colleagues locked out after data was brought back?
# Replication
A cluster may have at most {v} replicas. | 3 5 7 9 15 | How many replicas may a cluster have? | What is the largest number of copies that can answer reads beside the main node?
An alarm is raised above a lag of {v} seconds. | 8 15 20 45 90 | Above which lag does a replica raise an alarm? | How stale may a follower become before somebody is warned?
# Failover
A failover needs {v} seconds without an answer from the leader. | 6 10 16 30 50 | How many seconds without an answer does a failover need? | How long must the main node be silent before another one takes over?
After a failover the old leader stays read-only for {v} minutes. | 4 12 22 35 70 | For how long does the old leader stay read-only after a failover? | When can the node that had been in charge be written to again?
# Connections and pooling
The pool closes an idle connection after {v} minutes. | 3 5 13 26 45 | After how many minutes does the pool close an idle connection? | When is a session that does nothing cut off?
The pool listens on port {v}. | 6411 6432 6543 7432 7654 | On which port does the pool listen? | Which number goes after the colon in the address for pooled sessions?
# Encryption and certificates
They are renewed {v} days before they expire. | 10 14 20 28 40 | How many days before they expire are certificates renewed? | How early is the TLS identity of a server replaced?
Keys at rest are rotated every {v} days. | 30 60 90 120 180 | How often are keys at rest rotated? | At which rhythm is the secret that protects the disks exchanged?
# Users and roles
An invitation is valid for {v} hours. | 12 24 36 72 96 | For how many hours is an invitation valid? | How long can a new colleague wait before the mail to join stops working?
An account is locked after {v} wrong passwords. | 4 5 6 8 10 | After how many wrong passwords is an account locked? | How often may somebody mistype the login before being shut out?
# Audit log
Its entries are kept for {v} months. | 6 9 13 18 24 | For how many months are entries of the audit log kept? | How long can we prove who did what?
The audit log is written with a delay of up to {v} seconds. | 5 10 25 40 80 | With which delay is the audit log written? | How soon does an action show up in the record for the auditors?
# Alerts and webhooks
A call is tried {v} times before it is given up. | 3 4 6 7 11 | How many times is a webhook tried before it is given up? | How often do you knock at our URL when it does not answer?
An alert rule looks at the last {v} minutes. | 2 5 8 10 15 | At how many minutes does an alert rule look? | How long a stretch of measurements decides whether someone is woken up?
# Topics and messages
One may have at most {v} kilobytes. | 128 256 384 512 768 | How large may a message be? | What is the biggest payload that a producer can send?
A topic has at most {v} partitions. | 24 32 48 64 96 | How many partitions does a topic have at most? | Into how many parallel lanes can a stream be divided?
# Dead letter list
A message moves to the dead letter list after {v} failed deliveries. | 3 5 6 9 12 | After how many failed deliveries does a message move to the dead letter list? | When does the queue stop bothering a consumer with something that it cannot digest?
It is emptied after {v} days. | 5 10 16 20 45 | After how many days is the dead letter list emptied? | Until when can we still look at what could not be processed?
# Import and export
One file may have {v} gigabytes. | 5 8 20 25 50 | How many gigabytes may one import file have? | How big a dump can be uploaded in one go?
The link to an export expires after {v} hours. | 4 6 20 30 48 | After how many hours does the link to an export expire? | How long do we have to download what was written out?
# Query planner
Statistics are collected after {v} percent of a table changed. | 5 8 10 15 25 | After which share of changed rows does the planner collect statistics? | When does the optimizer take a fresh look at how data is distributed?
A plan is cached for {v} minutes. | 15 20 30 50 90 | For how many minutes is a plan cached? | How long is the chosen way of running a statement remembered?
# Cluster resize
A resize interrupts writes for at most {v} seconds. | 7 12 18 24 35 | For how many seconds does a resize interrupt writes? | How long can nothing be saved while more machines are added?
A cluster can be resized {v} times a day. | 2 3 4 6 8 | How many times a day can a cluster be resized? | How often between two midnights may we change the number of nodes?
# Snapshots
They are kept for {v} days. | 5 9 13 28 50 | For how many days are snapshots kept? | How long does a frozen state of the disk stay around?
Up to {v} of them can exist at the same time. | 8 12 18 27 44 | How many snapshots can exist at the same time? | Is there a maximum of frozen disk states?
# Query history
Entries are kept for {v} days. | 3 6 11 17 33 | For how many days is the query history kept? | Until when can we see which statements were run in the past?
At most {v} entries are shown on one screen. | 50 80 120 150 250 | How many entries of the query history are shown on one screen? | How long is a single view of earlier SQL?
# Usage reports
They are kept for {v} days. | 90 150 200 365 730 | For how many days are usage reports kept? | How far back can we look up our consumption?
Up to {v} of them can exist at the same time. | 15 24 36 48 60 | How many usage reports can exist at the same time? | Is the number of consumption statements restricted?
# Scheduled jobs
Entries are kept for {v} days. | 4 8 19 25 42 | For how many days are the entries of scheduled jobs kept? | How long can I find out whether last night's cron task went well?
Up to {v} of them can exist at the same time. | 10 16 22 32 64 | How many scheduled jobs can exist at the same time? | How many recurring tasks may we set up?
# Access keys
They are valid for {v} days. | 60 100 180 270 400 | For how many days are access keys valid? | When does a programme need a new token to log in?
Up to {v} of them can exist at the same time. | 2 6 9 14 21 | How many access keys can exist at the same time? | How many tokens can our programmes use in parallel?
# Dashboards
They are kept for {v} days. | 40 70 110 160 240 | For how many days are dashboards kept? | When does a page of charts that nobody opens vanish?
At most {v} panels are shown on one screen. | 6 10 14 18 24 | How many panels of a dashboard are shown on one screen? | How many charts fit beside each other?
"""

PAPERS = """
# Service level agreement | public
The promised share of each month is {v} percent. | 99.5 99.8 99.9 99.95 | Which monthly uptime does Larkspur promise? | What availability is guaranteed to customers?
A credit must be claimed within {v} days. | 15 21 30 45 | Within how many days must a credit be claimed? | Until when can we ask for money back after an outage?
# Data processing terms | public
Customer data is erased {v} days after a contract ends. | 14 30 45 60 | How many days after a contract ends is customer data erased? | When do you forget us once we have left?
New subprocessors are announced {v} days ahead. | 10 20 28 42 | How many days ahead are new subprocessors announced? | How early do you tell us that another firm will handle our records?
# Security overview | public
They take place every {v} months. | 3 4 6 8 | How often do penetration tests take place? | At which rhythm do outsiders try to break in on your behalf?
A vulnerability of high severity is closed within {v} days. | 5 7 12 16 | Within how many days is a vulnerability of high severity closed? | How fast is a dangerous hole patched?
# Migration to release 5 | public
Release 4 is supported until the end of {v} 2027. | March May August October | Until when is release 4 supported? | When does the previous version stop receiving fixes?
The migration tool moves {v} tables at the same time. | 4 6 8 12 | How many tables does the migration tool move at the same time? | How parallel is the upgrade to the new version?
# Discount rules | finance
An account manager may grant a discount of up to {v} percent. | 8 12 15 18 | Which discount may an account manager grant? | How much can be knocked off the price without asking a director?
Invoices above {v} euros need a second signature. | 20000 35000 50000 80000 | Above which amount does an invoice need a second signature? | From which sum on must two people approve a bill?
# Partner programme | partner
A partner receives {v} percent of the first year. | 10 14 16 22 | Which share of the first year does a partner receive? | How much does a reseller earn for bringing a customer?
A partner must certify {v} engineers. | 2 3 4 6 | How many engineers must a partner certify? | How much trained staff does a reseller need?
# On-call handbook | staff
The engineer on call answers within {v} minutes. | 4 6 9 14 | Within how many minutes does the engineer on call answer? | How quickly must whoever carries the pager react?
A shift lasts {v} days. | 3 4 5 7 | How many days does a shift last? | For how long does one person carry the pager?
"""

SETTINGS = """
# Connections | max_connections reserved_connections idle_timeout connect_timeout login_timeout tcp_keepalive
# Memory | shared_memory work_memory sort_memory maintenance_memory cache_size temp_buffers
# Writes | wal_segment_size wal_keep_segments commit_delay checkpoint_interval max_batch_rows flush_interval
# Reads | max_parallel_reads read_timeout statement_timeout fetch_size prefetch_pages scan_limit
# Replicas | max_replicas replica_timeout max_replica_lag sync_replicas slot_limit catchup_rate
# Messages | max_message_size max_topics retention_hours max_partitions ack_timeout poll_interval
# Delivery | max_deliveries retry_backoff dead_letter_limit consumer_timeout prefetch_count max_inflight
# Logging | log_level_queries slow_query_ms log_retention_days audit_batch_size sample_rate max_log_size
"""

CAUSES = """
the connection pool is exhausted | raise `max_connections` or close idle sessions
the password hash is of an old kind | set the password once more
a replica cannot follow its leader | add a faster disk to the replica
the certificate chain is incomplete | upload the intermediate certificate
the disk of the node is nearly full | delete old snapshots or resize the cluster
the message is larger than the topic allows | split the message
the consumer group was deleted while it was read | create the group again
the lock of another session was not released in time | end the blocking session
the statement was stopped by its time limit | add an index or raise `statement_timeout`
the client speaks a protocol that is too old | update the driver
the role may not read this schema | grant the role `USAGE` on the schema
the export job found no free worker | start the export again after an hour
two nodes claimed to be the leader | restart the node with the lower number
the webhook answered with a redirect | register the final address
the clock of the client differs too much | synchronise the clock
the access key was revoked | create a new access key
the index is damaged | rebuild the index
the topic has reached its number of partitions | create a second topic
the snapshot belongs to another region | copy the snapshot first
the import file has a wrong number of columns | correct the line that the log names
"""

NONE = (
    "Is there a driver for Ruby?",
    "Which discount do students get?",
    "How many people work at Larkspur?",
    "Can a cluster run in our own data centre?",
    "Who founded the company?",
    "Does the mobile app work without a network?",
    "Which programming language is the queue written in?",
    "How much does an additional terabyte of traffic cost?",
    "Is there a region in Africa?",
    "Can the dashboard be shown in Finnish?",
    "How do I change the colour of a chart?",
    "Which fonts does the status page use?",
)

FILLER = (
    "Changes take effect without a restart unless the page says otherwise.",
    "You find all of this in the console under Settings, and in the command line tool.",
    "All times are UTC, and all sizes are counted in powers of ten.",
    "If something is not clear, open a ticket and name your cluster.",
    "The usual values suit most clusters; change one thing at a time and watch the metrics page.",
    "Every action is written down with the name of who did it.",
    "Only owners and administrators can change {topic}; everybody else can look.",
    "The Terraform module knows the same options under the same names.",
    "Test a change on a small cluster first, then on the large one.",
    "Numbers on this page are upper limits unless they are called an average.",
    "The status page says when planned work touches this.",
    "An example stands at the end of the page, and more of them in the samples folder.",
)
