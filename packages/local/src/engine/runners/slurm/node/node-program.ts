import { answersPython } from './answers-python.js';
import { claimPython } from './claim-python.js';
import { launchPython } from './launch-python.js';
import { processesPython } from './processes-python.js';
import { spoolPython } from './spool-python.js';

const imports = `"""Runs one launch of a trial on the node that it was given; its argument is the file that describes it."""
import datetime
import errno
import hmac
import http.server
import json
import os
import re
import shutil
import signal
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid
`;

/** The program that runs on a node: Python 3.6 or newer, nothing else. */
export const nodeProgram: string = [
  imports,
  claimPython,
  processesPython,
  spoolPython,
  answersPython,
  launchPython,
].join('\n');
