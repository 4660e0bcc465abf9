"""The closed word lists of the English-Spanish sentences: nouns, adjectives, verbs, adverbials.

A tag is one letter that says what a noun is: s runs (server), d is read or sent (report), c is kept
in a system (index), m is money (refund), v happens (outage), p is a person or group (customer).
In: words and their agreement. Out: verb forms (conjugation.py), sentences (spanish.py).
"""

import functools
from dataclasses import dataclass

NOUN_ROWS = """
s m: cluster=clúster, server=servidor, service=servicio, node=nodo, dashboard=panel, website=sitio web, job=trabajo, process=proceso, firewall=cortafuegos, disk=disco
s f: queue=cola, database=base de datos, application=aplicación, replica=réplica, network=red, platform=plataforma, connection=conexión, region=región
d m: report=informe, file=archivo, message=mensaje, ticket=ticket, contract=contrato, document=documento, summary=resumen, form=formulario, email=correo, log=registro, code=código, certificate=certificado, catalogue=catálogo
d f: export=exportación, list=lista, letter=carta, answer=respuesta, question=pregunta, page=página, screenshot=captura de pantalla, version=versión
c m: index=índice, topic=tema, warning=aviso, number=número
c f: table=tabla, backup=copia de seguridad, query=consulta, alert=alerta, rule=regla, key=clave, copy=copia, column=columna, password=contraseña, account=cuenta, setting=opción
m m: payment=pago, refund=reembolso, price=precio, discount=descuento, order=pedido
m f: invoice=factura, subscription=suscripción, card=tarjeta, fee=tarifa, transfer=transferencia, offer=oferta
v m: problem=problema, error=error, incident=incidente, delay=retraso, change=cambio, bug=fallo, test=ensayo, attack=ataque
v f: outage=interrupción, update=actualización, migration=migración, request=solicitud, meeting=reunión, task=tarea, maintenance window=ventana de mantenimiento, failure=avería
p m: customer=cliente, team=equipo, engineer=ingeniero, manager=gerente, user=usuario, developer=desarrollador, colleague=compañero, administrator=administrador, supplier=proveedor, technician=técnico, partner=socio
p f: company=empresa, person=persona
"""
PLURALS = {
    "ticket": "tickets",
    "sitio web": "sitios web",
    "cortafuegos": "cortafuegos",
    "resumen": "resúmenes",
}
FEMININE_ENDINGS = ("a", "ión", "dad", "tud")
ADJECTIVE_ROWS = """
new=nuevo ser a sdcmvp; old=antiguo ser a sdcm; large=grande ser a sdcm; small=pequeño ser a sdcmv
fast=rápido ser a s; slow=lento estar a s; important=importante ser a dcmv; urgent=urgente ser a dv
wrong=incorrecto ser a dcm; correct=correcto ser a dcm; public=público ser a sd; private=privado ser a sdc
safe=seguro ser a sc; expensive=caro ser a m; cheap=barato ser a m; serious=grave ser a v
known=conocido ser a v; monthly=mensual ser n dm; weekly=semanal ser n d; daily=diario ser n d
internal=interno ser a sdc; external=externo ser a sdc; main=principal ser n s; temporary=temporal ser a cv
full=lleno estar a s; empty=vacío estar a sd; available=disponible estar p sdc; ready=listo estar p sdcvp
open=abierto estar a d; closed=cerrado estar a d; blocked=bloqueado estar a sc; active=activo estar a sc
incomplete=incompleto estar a dc; busy=ocupado estar p p; happy=contento estar p p; down=caído estar p s
overloaded=sobrecargado estar a s; simple=sencillo ser a dcv; difficult=difícil ser a v; useful=útil ser a dc
offline=desconectado estar p s; stable=estable ser p s; tired=cansado estar p p; free=gratuito ser a m
"""
VERB_ROWS = """
restart restarted = reiniciar = s
stop stopped = parar = s
check checked = verificar = sdcm
review reviewed = revisar = dcmv
delete deleted = eliminar = dc
create created = crear = dc
update updated = actualizar = sdc
move moved = trasladar = sdc
copy copied = copiar = dc
send sent = enviar = d
receive received = recibir = dm
read read = leer = d
open opened = abrir = d
close closed = cerrar = d
download downloaded = descargar = d
upload uploaded = subir = d
pay paid = pagar = m
cancel cancelled = cancelar = m
approve approved = aprobar = m
need needed = necesitar = sdcm
see saw seen = ver = dcv
find found = encontrar = dcv
repair repaired = reparar = s
report reported = notificar = v
solve solved = resolver = v
test tested = probar = sc
monitor monitored = supervisar = s
invite invited = invitar = p
help helped = ayudar = p
call called = llamar = p
change changed = cambiar = dcm
forget forgot forgotten = olvidar = dc
lose lost = perder = d
save saved = guardar = dc
restore restored = restaurar = sc
replace replaced = reemplazar = sdc
configure configured = configurar = sc
connect connected = conectar = s
install installed = instalar = s
add added = añadir = dc
explain explained = explicar = dcmv
sign signed = firmar = d
print printed = imprimir = d
share shared = compartir = dc
write wrote written = escribir = d
expect expected = esperar = dmv
investigate investigated = investigar = v
use used = usar = sdc
rename renamed = renombrar = sdc
reset reset = restablecer = c
export exported = exportar = dc
block blocked = bloquear = sc
buy bought = comprar = s
request requested = solicitar = dm
prepare prepared = preparar = dv
show showed shown = mostrar = d
"""
INTRANSITIVE_ROWS = """
stop_responding stopped_responding = dejar de responder = s
fail failed = fallar = s
respond_slowly responded_slowly = responder lentamente = s
respond responded = responder = sp
work worked = funcionar = s
arrive arrived = llegar = dmp
disappear disappeared = desaparecer = dc
end ended = terminar = v
start started = empezar = v
wait waited = esperar = p
log_in logged_in = iniciar sesión = p
work_in_the_office worked_in_the_office = trabajar en la oficina = p
ask_for_help asked_for_help = pedir ayuda = p
grow grew grown = crecer = s
fail_without_warning failed_without_warning = fallar sin aviso = s
work_again worked_again = funcionar otra vez = s
change changed = cambiar = mc
"""
MONTHS = dict(
    zip(
        "January February March April May June July August September October November December".split(),
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
        strict=True,
    )
)
WEEKDAYS = {
    "Monday": "lunes", "Tuesday": "martes", "Wednesday": "miércoles", "Thursday": "jueves",
    "Friday": "viernes", "Saturday": "sábado", "Sunday": "domingo",
}  # fmt: skip
NUMBERS = dict(
    zip(
        "two three four five six seven eight nine ten twelve twenty".split(),
        "dos tres cuatro cinco seis siete ocho nueve diez doce veinte".split(),
        strict=True,
    )
)
TIMES = {  # tense -> adverbials; {day}, {month}, {n} and {clock} are filled in
    "past": "yesterday=ayer; this morning=esta mañana; last night=anoche; last week=la semana pasada; last month=el mes pasado; on {day}=el {day}; {n} minutes ago=hace {n} minutos; {n} days ago=hace {n} días; {n} hours ago=hace {n} horas; in {month}=en {month}; at {clock}=a las {clock}; on {d} {month}=el {d} de {month}; last year=el año pasado",
    "future": "tomorrow=mañana; next week=la próxima semana; next month=el próximo mes; on {day}=el {day}; tonight=esta noche; in {n} minutes=dentro de {n} minutos; in {n} days=dentro de {n} días; before {day}=antes del {day}; soon=pronto; this afternoon=esta tarde; at {clock}=a las {clock}; in {month}=en {month}; after the meeting=después de la reunión; on {d} {month}=el {d} de {month}",
    "present": "every day=todos los días; every {day}=todos los {day}; often=a menudo; every week=todas las semanas; every month=todos los meses; every morning=todas las mañanas; in {month}=en {month}; at night=por la noche",
    "perfect": "today=hoy; this week=esta semana; twice=dos veces; {n} times={n} veces; again=otra vez; this month=este mes",
    "progressive": "now=ahora; at the moment=en este momento; today=hoy; again=otra vez; right now=ahora mismo",
}
PLACES = "in {region}=en {region}; in the office=en la oficina; in the region {region}=en la región {region}; in {product}=en {product}; from home=desde casa"
COURTESIES = "Thank you for your help.=Gracias por su ayuda.; Good morning.=Buenos días.; Good afternoon.=Buenas tardes.; Hello, {name}.=Hola, {name}.; Thank you very much, {name}.=Muchas gracias, {name}.; We are sorry for the delay.=Lamentamos el retraso.; I am waiting for your answer.=Estoy esperando su respuesta.; Kind regards, {name}.=Saludos cordiales, {name}.; We apologise for the outage.=Pedimos disculpas por la interrupción."


@dataclass(frozen=True)
class Noun:
    """A Spanish noun: singular, plural, gender "m" or "f"."""

    singular: str
    plural: str
    gender: str


def plural(word: str) -> str:
    """colas, servidores, interrupciones, veces; only the head of a phrase changes."""
    if word in PLURALS:
        return PLURALS[word]
    head, space, rest = word.partition(" ")
    if head.endswith("ión"):
        head = head[:-3] + "iones"
    elif head.endswith("z"):
        head = head[:-1] + "ces"
    else:
        head += "s" if head[-1] in "aeiouáéíóú" else "es"
    return head + space + rest


def noun(word: str, gender: str | None = None) -> Noun:
    """A noun from its singular; its gender by its ending unless it is told (-a, -ión: feminine)."""
    by_ending = "f" if word.split()[0].endswith(FEMININE_ENDINGS) else "m"
    return Noun(word, plural(word), gender or by_ending)


def agree(adjective: str, gender: str, many: bool) -> str:
    """nuevo -> nueva, nuevos, nuevas; grande -> grandes; útil -> útiles; difícil -> difíciles."""
    if adjective.endswith("o") and gender == "f":
        adjective = adjective[:-1] + "a"
    if not many:
        return adjective
    return adjective + ("s" if adjective[-1] in "aeo" else "es")


@dataclass(frozen=True)
class Adjective:
    """`place`: a anywhere, n only beside its noun, p only after to be; `copula`: ser or estar."""

    english: str
    spanish: str
    copula: str
    place: str
    tags: str


def read_nouns(rows: str) -> tuple[dict[str, Noun], dict[str, str]]:
    """English noun -> Spanish noun, and English noun -> tag."""
    nouns, tags = {}, {}
    for row in rows.strip().splitlines():
        head, _, entries = row.partition(":")
        tag, gender = head.split()
        for entry in entries.split(","):
            english, spanish = entry.strip().split("=")
            nouns[english], tags[english] = noun(spanish, gender), tag
    return nouns, tags


def read_adjectives(rows: str) -> list[Adjective]:
    found = []
    for entry in rows.strip().replace("\n", ";").split(";"):
        english, rest = entry.strip().split("=")
        spanish, copula, place, tags = rest.split()
        found.append(Adjective(english, spanish, copula, place, tags))
    return found


@functools.cache
def pairs(entries: str) -> list[tuple[str, str]]:
    """("yesterday", "ayer") ... from "yesterday=ayer; ..."."""
    return [tuple(entry.strip().split("=")) for entry in entries.split(";")]


NOUNS, TAGS = read_nouns(NOUN_ROWS)
ADJECTIVES = read_adjectives(ADJECTIVE_ROWS)
